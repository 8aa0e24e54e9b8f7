"""Tells the ministry by mail that mail does not leave, or that a monthly report is missing: each thing once."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import DemonstrationMark, User
from accounts.names import without_links
from accounts.roles import Role
from reports.actions.queueing import Letter, queue
from reports.calendar import due_on
from reports.missing import missing
from reports.models import MailLine, StatusReport
from reports.words import labelled, month_words

TOLD_AFTER = timedelta(hours=1)
LOG = logging.getLogger(__name__)


@transaction.atomic
def raise_alarms(*, moment: datetime, on: date) -> int:
    """Queue what the ministry must hear of an unreachable mail server and of missing reports; returns how many are new.

    Safe to run as often as one likes: once per outage, and once per month and person.
    """
    return _unreachable(moment, on) + sum(_missing(month, on) for month in missing(on, StatusReport.objects.months()))


def alarm_stopped(*, since: datetime, on: date) -> int:
    """Queue what the ministry must hear of mail being held back since that moment; returns how many are new."""
    return _alarm(
        f"stopped {since:%Y-%m-%d %H:%M:%S}",
        _("Der Versand von Nachrichten ist angehalten"),
        on,
        {"stopped": since},
        "mail",
    )


def _unreachable(moment: datetime, on: date) -> int:
    lines = MailLine.objects.filter(unreachable_since__lte=moment - TOLD_AFTER, is_told=False)
    line = lines.select_for_update().first()
    if line is None:
        return 0
    lines.update(is_told=True)
    since = line.unreachable_since
    LOG.error("Mail server out of reach since %s", since)
    return _alarm(
        f"unreachable {since:%Y-%m-%d %H:%M:%S}",
        _("Der Mailserver ist nicht erreichbar"),
        on,
        {"unreachable": since},
        "mail",
    )


def _missing(month: date, on: date) -> int:
    words = month_words(month)
    subject = _("Der Statusbericht für %(month)s fehlt") % {"month": words}
    facts = {"month": words, "due": due_on(month), "typed": f"{month:%Y-%m}"}
    new = _alarm(f"missing {month:%Y-%m}", subject, on, facts, "reports")
    if new:
        LOG.error("Monthly report missing: %s was due on %s", f"{month:%Y-%m}", due_on(month))
    return new


def _alarm(period: str, subject: str, on: date, facts: dict[str, object], page: str) -> int:
    is_demonstration = DemonstrationMark.objects.exists()
    context = {**facts, "address": settings.BASE_URL + reverse(page), "is_demonstration": is_demonstration}
    letters = [
        Letter(
            kind="alarm",
            recipient=user.email,
            recipient_name=user.name,
            period=period,
            subject=labelled(subject, is_demonstration=is_demonstration),
            body=render_to_string("reports/mail/alarm.txt", {**context, "name": without_links(user.name)}),
        )
        for user in User.objects.active().filter(role=Role.MINISTRY).order_by("email")
    ]
    return queue(letters, on=on, demonstration=is_demonstration)
