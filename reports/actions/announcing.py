"""Tells the responsible side what has become overdue: claimed and put into the outbox in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.audit import Subject, record
from accounts.models import DemonstrationMark, User
from accounts.names import without_links
from milestones.actions import claim_overdue
from milestones.models import BecameOverdue
from milestones.status import MilestoneStatus, plan_status
from ozgtracker import german
from ozgtracker.free_text import clean_line
from ozgtracker.ui.as_of import AsOf
from reports.actions.queueing import Letter, queue
from reports.addressees import concerns, people, reachable_sides
from reports.words import labelled

LONGEST_TITLE = 110


@transaction.atomic
def announce_overdue(*, on: date) -> int:
    """Queue one digest for everybody of a side with something newly overdue; returns how many mails are new.

    Events of a side nobody speaks for stay unclaimed (reports.addressees.unheard lists them).
    """
    told = people()
    events = claim_overdue(on=on, responsible=reachable_sides(told))
    rows = _statuses(events, on)
    is_demonstration = DemonstrationMark.objects.exists()
    letters = []
    for user in told:
        own = [event for event in events if concerns(user, event)]
        if own:
            letters.append(_letter(user, own, rows, on, is_demonstration=is_demonstration))
    for event in events:
        _note(event, [user for user in told if concerns(user, event)], on)
    return queue(letters, on=on, demonstration=is_demonstration)


def _statuses(events: Sequence[BecameOverdue], on: date) -> dict[int, MilestoneStatus]:
    plans = {event.milestone.plan for event in events}
    return {pk: row for plan in plans for pk, row in plan_status(plan, AsOf(on, on)).by_id.items()}


def _letter(
    user: User, events: Sequence[BecameOverdue], rows: dict[int, MilestoneStatus], on: date, *, is_demonstration: bool
) -> Letter:
    items = [
        {
            "row": rows[event.milestone_id],
            "due": german.day(event.due_on),
            "days": german.days((on - event.due_on).days),
            "address": settings.BASE_URL + reverse("milestone", args=[event.milestone.slug]),
        }
        for event in events
    ]
    subject = _subject(events)
    return Letter(
        kind="overdue",
        recipient=user.email,
        recipient_name=user.name,
        # An event is handed out once, so its number makes the digest's period unique, even two of them on one day.
        period=f"{on.isoformat()} {min(event.pk for event in events)}",
        subject=Truncator(labelled(subject, is_demonstration=is_demonstration)).chars(200),
        body=render_to_string(
            "reports/mail/overdue.txt",
            {
                "name": without_links(user.name),
                "items": items,
                "on": german.day(on),
                "is_demonstration": is_demonstration,
            },
        ),
    )


def _subject(events: Sequence[BecameOverdue]) -> str:
    """One line that names the one overdue for longest, and how many more there are."""
    first = min(events, key=lambda event: (event.due_on, event.pk))
    milestone = first.milestone
    # A line break in a title would be a header of its own, or a mail that cannot be written.
    title = Truncator(clean_line(f"{milestone.code} {milestone.title}")).chars(LONGEST_TITLE)
    words = _("Überfällig: %(title)s (seit %(day)s)") % {"title": title, "day": german.day(first.due_on)}
    more = len(events) - 1
    if not more:
        return words
    return words + ngettext(" und ein weiterer", " und %(n)s weitere", more) % {"n": german.number(more)}


def _note(event: BecameOverdue, told: Sequence[User], on: date) -> None:
    words = ngettext("Überfälligkeit an eine Person gemeldet.", "Überfälligkeit an %(n)s Personen gemeldet.", len(told))
    record(
        by=None,
        on=on,
        verb="overdue_announced",
        subject=Subject("milestone", event.milestone.slug, event.milestone.title),
        sentence=f"{event.milestone.title}: {words % {'n': german.number(len(told))}}",
        after={"due_on": event.due_on.isoformat()},
        source="job",
    )
