"""Whether today can be believed: a clock set forward by mistake must not number reports, send mail or date a word.

The newest day on which the site worked is kept in the database. Worker and people move it on day by day; a day more
than a week later is believed only when somebody says so (`manage.py accept_day`). Decided in docs/adr/0015.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from ozgtracker.errors import ImplausibleDay
from ozgtracker.findings import Finding, found
from ozgtracker.models import SeenDay

LONGEST_STEP = timedelta(days=7)
ONLY = 1  # the key of the one row


class _Memory:
    """What this process knows without asking: the day it believes, and the day it has noted. Neither is taken back."""

    believed: date | None = None
    noted: date | None = None


def leaps(today: date, seen: date | None) -> bool:
    """The rule: later than LONGEST_STEP after the newest day seen. Backwards is no leap, and without a day none is."""
    return seen is not None and today - seen > LONGEST_STEP


def doubt(today: date, seen: date) -> Finding:
    """What people, monitoring and logs are told."""
    return found("day.leapt", today=today, seen=seen)


def doubted(today: date) -> date | None:
    """The newest day seen, if today leaps away from it; None if today can be believed."""
    if _Memory.believed == today:
        return None
    seen = newest()
    if leaps(today, seen):
        return seen
    _Memory.believed = today
    return None


def believe(today: date) -> None:
    """Before anything is recorded for today: raises ImplausibleDay, or notes that the site has seen this day."""
    seen = doubted(today)
    if seen is not None:
        raise ImplausibleDay(doubt(today, seen))
    if _Memory.noted != today:
        SeenDay.objects.bulk_create([SeenDay(pk=ONLY, day=today)], ignore_conflicts=True)
        SeenDay.objects.filter(pk=ONLY, day__lt=today).update(day=today)
        _Memory.noted = today


def newest() -> date | None:
    """The newest day seen; None in a new installation."""
    return SeenDay.objects.filter(pk=ONLY).values_list("day", flat=True).first()


@transaction.atomic
def accept(today: date) -> date | None:
    """Today is right, whatever was seen before, which is returned. Called by accounts.actions.accept_day alone."""
    seen = newest()
    SeenDay.objects.update_or_create(pk=ONLY, defaults={"day": today})
    return seen


def forget(*, believing: date | None = None) -> None:
    """Ask the database anew, as a process that has just started; or believe a day without asking."""
    _Memory.believed = _Memory.noted = believing
