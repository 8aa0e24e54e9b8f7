"""Holds the mail back where the line to the server breaks again and again, and tries it with one mail at a time.

docs/adr/0014. What is known of the line is one row (MailLine), so that runs and processes know it of each other.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import User
from reports.actions.alarming import alarm_stopped
from reports.actions.sending import Result
from reports.models import MailLine
from reports.permissions import check_may_handle_mail

MOST_UNCERTAIN = 2
FIRST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(hours=4)
# Where nobody answers no mail is risked, so the next look may come soon.
UNREACHABLE_PAUSE = timedelta(minutes=3)
LOG = logging.getLogger(__name__)


def is_stopped() -> bool:
    """Whether mail is being held back."""
    return MailLine.objects.filter(pk=MailLine.ONLY, stopped_since__isnull=False).exists()


def may_try(moment: datetime) -> bool:
    """While mail is held back: whether this process may risk one now. Of several that ask at once one may."""
    due = MailLine.objects.filter(pk=MailLine.ONLY, stopped_since__isnull=False, next_try__lte=moment)
    # Moved on before anything is sent: a process killed meanwhile leaves no second mail to the next one.
    return due.update(next_try=moment + FIRST_PAUSE) == 1


@transaction.atomic
def note(result: Result, *, moment: datetime, on: date) -> None:
    """Keep what one attempt says about the line. The second uncertain one in a row holds the mail back.

    Only a mail that was accepted proves the line: a refusal may come before the point at which it breaks.
    """
    lines = MailLine.objects.filter(pk=MailLine.ONLY)
    if result in {Result.UNCERTAIN, Result.UNREACHABLE} and not lines.exists():
        MailLine.objects.bulk_create([MailLine(pk=MailLine.ONLY)], ignore_conflicts=True)
    line = lines.select_for_update().first()
    if line is None:
        return
    match result:
        case Result.UNCERTAIN:
            _broken(line, moment, on)
        case Result.UNREACHABLE:
            line.unreachable_since = line.unreachable_since or moment
            line.next_try = moment + UNREACHABLE_PAUSE if line.stopped_since else None
        case Result.ACCEPTED:
            _proved(line, on)
    if result is not Result.UNREACHABLE:
        line.unreachable_since, line.is_told = None, False
    line.save()


@transaction.atomic
def continue_sending(*, by: User, on: date, moment: datetime) -> bool:
    """A person has the next run try one mail at once; False where nothing is held back. Raises NotAllowed."""
    check_may_handle_mail(by)
    if not MailLine.objects.filter(stopped_since__isnull=False, next_try__gt=moment).update(next_try=moment):
        return False
    _record(by, on, "sending_continued", _("Der Versand soll sofort wieder versucht werden."))
    return True


def _broken(line: MailLine, moment: datetime, on: date) -> None:
    line.uncertain += 1
    if line.uncertain < MOST_UNCERTAIN:
        return
    # The shift is bounded: nobody counts how often a line broke in a year.
    pause = min(FIRST_PAUSE * 2 ** min(line.uncertain - MOST_UNCERTAIN, 10), LONGEST_PAUSE)
    line.next_try = moment + pause
    if line.stopped_since is None:
        line.stopped_since = moment
        LOG.error("Sending stopped: %d mails in a row of uncertain fate, next try in %s", line.uncertain, pause)
        _record(
            None,
            on,
            "sending_stopped",
            _("Der Versand ist angehalten: Zweimal hintereinander war ungewiss, ob eine Nachricht ankam."),
        )
        alarm_stopped(since=moment, on=on)


def _proved(line: MailLine, on: date) -> None:
    if line.stopped_since is not None:
        LOG.warning("Sending resumed: the mail server accepted a mail")
        _record(None, on, "sending_resumed", _("Der Mailserver nimmt wieder an; der Versand geht weiter."))
    line.uncertain, line.stopped_since, line.next_try = 0, None, None


def _record(by: User | None, on: date, verb: str, sentence: str) -> None:
    subject = Subject("mailline", str(MailLine.ONLY), _("Verbindung zum Mailserver"))
    record(by=by, on=on, verb=verb, subject=subject, sentence=sentence, source="web" if by else "job")
