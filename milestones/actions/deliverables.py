"""Documents are released once, with their title, file number or address."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from milestones.models import Deliverable, DeliverableRelease
from milestones.permissions import check_report
from ozgtracker import german
from ozgtracker.errors import InvalidInput, LostRace
from ozgtracker.free_text import clean_line
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
    document = clean_line(document)
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
    milestone = deliverable.milestone
    audit.record(
        by=by,
        on=on,
        verb="deliverable.released",
        subject=audit.Subject("milestone", milestone.slug, milestone.title),
        sentence=_("%(title)s freigegeben am %(day)s.") % {"title": deliverable.title, "day": german.day(released_on)},
        after={"deliverable": deliverable.slug, "released_on": released_on.isoformat(), "document": release.document},
    )
    return release


def _lost(deliverable: Deliverable, current: DeliverableRelease) -> LostRace:
    message = _("„%(title)s“ ist schon seit dem %(day)s freigegeben.")
    words = {"title": deliverable.title, "day": german.day(current.released_on)}
    return LostRace(message % words, current=current)
