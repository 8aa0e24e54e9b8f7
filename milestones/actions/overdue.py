"""The event "became overdue": noticed once per milestone and due date, announced once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.roles import Side
from milestones.models import BecameOverdue, Milestone
from ozgtracker import german


@transaction.atomic
def flag_overdue(*, on: date) -> int:
    """Store the event for every overdue milestone that lacks it; the number of new ones. Runs as often as one likes."""
    return sum(_notice(milestone, due_on, on) for milestone, due_on in _overdue(on).items())


def _overdue(on: date) -> dict[Milestone, date]:
    rows: Iterable[Any] = Milestone.objects.overdue(on)
    return {row: row.due_on for row in rows}


def _notice(milestone: Milestone, due_on: date, on: date) -> bool:
    _event, is_new = BecameOverdue.objects.get_or_create(
        milestone=milestone, due_on=due_on, defaults={"noticed_on": on}
    )
    if is_new:
        audit.record(
            by=None,
            on=on,
            verb="milestone.became_overdue",
            subject=audit.Subject("milestone", milestone.slug, milestone.title),
            sentence=_("%(title)s ist überfällig seit dem %(day)s.")
            % {"title": milestone.title, "day": german.day(due_on)},
            after={"due_on": due_on.isoformat()},
            source="job",
        )
    return is_new


@transaction.atomic
def claim_overdue(*, on: date, responsible: Collection[Side] = tuple(Side)) -> list[BecameOverdue]:
    """Take every event of these sides nobody has been told about; each is handed out once, whoever else asks.

    Handed out are those whose milestone is still overdue by that date; for the others mail would come too late.
    """
    waiting = BecameOverdue.objects.unannounced().of_sides(responsible).select_related("milestone", "milestone__plan")
    claimed = [event for event in waiting if BecameOverdue.objects.filter(pk=event.pk).claim(on=on)]
    still = _overdue(on)
    return [event for event in claimed if still.get(event.milestone) == event.due_on]
