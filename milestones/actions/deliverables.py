"""Documents are released once, with their title, file number or address; a wrong release is corrected by a row."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from milestones.models import Deliverable, DeliverableRelease, Milestone
from milestones.permissions import check_report
from milestones.states import State
from ozgtracker import german
from ozgtracker.errors import Blocked, InvalidInput, LostRace
from ozgtracker.findings import found
from ozgtracker.free_text import clean_reference, clean_text
from ozgtracker.plausible import refuse_far
from ozgtracker.statements.appending import append, check_seen, hold
from ozgtracker.statements.rules import check_correction, check_corrects, check_order


@transaction.atomic
def release_deliverable(
    *, by: User, deliverable: Deliverable, on: date, released_on: date, document: str, demonstration: bool = False
) -> DeliverableRelease:
    """Record that a document was released. Raises NotAllowed, InvalidInput(field), or LostRace if it was already."""
    check_report(by, deliverable.milestone)
    refuse_far(on, released_on=released_on)
    if released_on > on:
        raise InvalidInput(found("release.to-come"), field="released_on")
    document = clean_reference(document)
    if not document:
        raise InvalidInput(found("release.which-document"), field="document")
    hold(Deliverable.objects.filter(pk=deliverable.pk))
    last = DeliverableRelease.objects.latest_of(deliverable)
    if last is not None and last.released_on is not None:
        raise _lost(deliverable, last)
    release = DeliverableRelease(
        deliverable=deliverable,
        released_on=released_on,
        said_on=on,
        document=document,
        by=by,
        supersedes=last,
        is_demonstration=demonstration,
    )
    append([release])
    _leave_a_trail(
        release,
        verb="deliverable.released",
        sentence=_("%(title)s freigegeben am %(day)s.") % {"title": deliverable.title, "day": german.day(released_on)},
    )
    return release


@transaction.atomic
def correct_release(
    *,
    by: User,
    deliverable: Deliverable,
    on: date,
    released_on: date | None,
    document: str,
    reason: str,
    supersedes: DeliverableRelease | None,
    demonstration: bool = False,
) -> DeliverableRelease:
    """Say that what was said last about the document is wrong; released_on None: it is not released after all.

    Raises NotAllowed, InvalidInput(field), LostRace(current), or Blocked while a reached milestone stands on it.
    """
    check_report(by, deliverable.milestone)
    hold(Deliverable.objects.filter(pk=deliverable.pk))
    last = DeliverableRelease.objects.latest_of(deliverable)
    check_seen(last, supersedes, deliverable.title)
    check_correction(has_last=last is not None)
    assert last is not None  # noqa: S101 - what check_correction says
    document, reason = clean_reference(document), clean_text(reason)
    _check_correction(last, on, released_on, document, reason)
    _refuse_if_reached(deliverable, on, released_on)
    release = DeliverableRelease(
        deliverable=deliverable,
        released_on=released_on,
        document=document if released_on else "",
        reason=reason,
        said_on=on,
        by=by,
        supersedes=last,
        corrects=last,
        is_demonstration=demonstration,
    )
    append([release])
    words = {"title": deliverable.title, "day": german.day(released_on)}
    right = _("%(title)s: berichtigt, freigegeben am %(day)s.") if released_on else _("%(title)s: nicht freigegeben.")
    _leave_a_trail(release, verb="deliverable.corrected", sentence=right % words, before=last)
    return release


def _check_correction(last: DeliverableRelease, on: date, released_on: date | None, document: str, reason: str) -> None:
    refuse_far(on, released_on=released_on)
    check_order(last.said_on, on)
    if released_on is not None and released_on > on:
        raise InvalidInput(found("release.to-come"), field="released_on")
    if released_on is not None and not document:
        raise InvalidInput(found("release.which-document"), field="document")
    changes = (released_on, document if released_on else "") != (last.released_on, last.document)
    check_corrects(reason, changes=changes, field="released_on")


def _refuse_if_reached(deliverable: Deliverable, on: date, released_on: date | None) -> None:
    """A milestone cannot stay reached without what it needs: that report is corrected first (letter, items 1 and 4)."""
    milestone = Milestone.objects.get(pk=deliverable.milestone_id)
    if milestone.state == State.REACHED and (released_on is None or released_on > (milestone.actual_on or on)):
        raise Blocked(found("milestone.stands-reached", title=milestone.title))


def _leave_a_trail(
    release: DeliverableRelease, *, verb: str, sentence: str, before: DeliverableRelease | None = None
) -> None:
    milestone = release.deliverable.milestone
    audit.record(
        by=release.by,
        on=release.said_on,
        verb=verb,
        subject=audit.Subject("milestone", milestone.slug, milestone.title),
        sentence=sentence,
        reason=release.reason,
        before=None if before is None else _plain(before),
        after=_plain(release),
    )


def _plain(release: DeliverableRelease) -> dict[str, Any]:
    return {"deliverable": release.deliverable.slug, **audit.plain(release, *DeliverableRelease.WORD)}


def _lost(deliverable: Deliverable, current: DeliverableRelease) -> LostRace:
    released = found("release.released-already", title=deliverable.title, day=current.released_on)
    return LostRace(released, current=current)
