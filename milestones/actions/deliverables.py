"""Documents are released once, with their title, file number or address; a wrong release is corrected by a row."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from milestones.models import Deliverable, DeliverableRelease, Milestone
from milestones.permissions import check_report
from milestones.states import State
from ozgtracker import german
from ozgtracker.errors import Blocked, InvalidInput, LostRace
from ozgtracker.free_text import clean_reference, clean_text, says_something
from ozgtracker.plausible import refuse_far


@transaction.atomic
def release_deliverable(
    *, by: User, deliverable: Deliverable, on: date, released_on: date, document: str, demonstration: bool = False
) -> DeliverableRelease:
    """Record that a document was released. Raises NotAllowed, InvalidInput(field), or LostRace if it was already."""
    check_report(by, deliverable.milestone)
    refuse_far(on, released_on=released_on)
    if released_on > on:
        raise InvalidInput(_("Der Tag der Freigabe liegt in der Zukunft."), field="released_on")
    document = clean_reference(document)
    if not document:
        raise InvalidInput(_("Welches Dokument wurde freigegeben? Titel, Aktenzeichen oder Adresse."), field="document")
    last = DeliverableRelease.objects.latest_of(deliverable)
    if last is not None and last.released_on is not None:
        raise _lost(deliverable, last)
    try:
        with transaction.atomic():
            release = DeliverableRelease.objects.create(
                deliverable=deliverable,
                released_on=released_on,
                said_on=on,
                document=document,
                by=by,
                supersedes=last,
                is_demonstration=demonstration,
            )
    except IntegrityError as error:
        current = DeliverableRelease.objects.latest_of(deliverable)
        if current is None or current == last:
            raise
        raise _lost(deliverable, current) from error
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
    # Held: of two who correct at once the second sees what the first said.
    Deliverable.objects.select_for_update(no_key=True).get(pk=deliverable.pk)
    last = DeliverableRelease.objects.latest_of(deliverable)
    if last is None or last != supersedes:
        message = _("Zu „%(title)s“ wurde inzwischen etwas anderes gemeldet.")
        raise LostRace(message % {"title": deliverable.title}, current=last)
    document, reason = clean_reference(document), clean_text(reason)
    _check_correction(last, on, released_on, document, reason)
    _refuse_if_reached(deliverable, on, released_on)
    release = DeliverableRelease.objects.create(
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
    words = {"title": deliverable.title, "day": german.day(released_on)}
    right = _("%(title)s: berichtigt, freigegeben am %(day)s.") if released_on else _("%(title)s: nicht freigegeben.")
    _leave_a_trail(release, verb="deliverable.corrected", sentence=right % words, before=last)
    return release


def _check_correction(last: DeliverableRelease, on: date, released_on: date | None, document: str, reason: str) -> None:
    refuse_far(on, released_on=released_on)
    if on < last.said_on:
        raise InvalidInput(_("Zum %(day)s liegt schon eine spätere Meldung vor.") % {"day": german.day(last.said_on)})
    if released_on is not None and released_on > on:
        raise InvalidInput(_("Der Tag der Freigabe liegt in der Zukunft."), field="released_on")
    if released_on is not None and not document:
        raise InvalidInput(_("Welches Dokument wurde freigegeben? Titel, Aktenzeichen oder Adresse."), field="document")
    if (released_on, document if released_on else "") == (last.released_on, last.document):
        raise InvalidInput(_("Das steht schon so da. Was ist zu berichtigen?"), field="released_on")
    if not says_something(reason):
        raise InvalidInput(_("Was war falsch? Bitte begründen Sie die Berichtigung in einem Satz."), field="reason")


def _refuse_if_reached(deliverable: Deliverable, on: date, released_on: date | None) -> None:
    """A milestone cannot stay reached without what it needs: that report is corrected first (letter, items 1 and 4)."""
    milestone = Milestone.objects.get(pk=deliverable.milestone_id)
    if milestone.state == State.REACHED and (released_on is None or released_on > (milestone.actual_on or on)):
        message = _("„%(title)s“ ist als erreicht gemeldet. Bitte berichtigen Sie zuerst diese Meldung.")
        raise Blocked(message % {"title": milestone.title})


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


def _plain(release: DeliverableRelease) -> dict[str, str | None]:
    return {
        "deliverable": release.deliverable.slug,
        "released_on": release.released_on.isoformat() if release.released_on else None,
        "document": release.document,
    }


def _lost(deliverable: Deliverable, current: DeliverableRelease) -> LostRace:
    message = _("„%(title)s“ ist schon seit dem %(day)s freigegeben.")
    words = {"title": deliverable.title, "day": german.day(current.released_on)}
    return LostRace(message % words, current=current)
