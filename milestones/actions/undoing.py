"""Taking back what somebody just said about a milestone: its report or the release of a document."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from milestones.actions.reporting import bring_up_to_date
from milestones.models import DeliverableRelease, Milestone, MilestoneReport
from milestones.permissions import check_report
from milestones.precision import Precision
from milestones.states import State
from ozgtracker.errors import Blocked
from ozgtracker.statements.undo import check_undo, undone
from services import actions as services
from services.models import Component, Delivery, Package

_REPORT = (
    "state", "forecast_on", "forecast_precision", "actual_on", "evidence", "declaring_body", "reason_category",
)  # fmt: skip
_NO_REPORT = {"state": State.OPEN.value, "forecast_precision": Precision.NONE.value}
_RELEASE = ("released_on", "document")


@transaction.atomic
def undo_milestone(*, by: User, milestone: Milestone, change_set: uuid.UUID, on: date, at: datetime) -> None:
    """Give back what stood before this report or release, and what it said about components and packages.

    `at`: the real moment. Raises NotAllowed; Blocked after half an hour, where both sides had agreed, or while a
    reached milestone stands on the document; LostRace(current) where more was said since.
    """
    check_report(by, milestone)
    milestone = Milestone.objects.select_for_update(of=("self",), no_key=True).get(pk=milestone.pk)
    reports = list(
        MilestoneReport.objects.filter(change_set=change_set, milestone=milestone).select_related(
            "milestone", "supersedes", "superseded_by", "confirmation"
        )
    )
    releases = list(
        DeliverableRelease.objects.filter(change_set=change_set, deliverable__milestone=milestone).select_related(
            "deliverable", "supersedes", "superseded_by"
        )
    )
    deliveries = _held(change_set) if reports else []
    check_undo([*reports, *releases, *deliveries], by=by, at=at)
    _refuse_what_both_said(reports)
    _refuse_what_is_needed(releases, milestone)
    _give_back(reports, releases, by, on)
    services.give_back(deliveries, by=by, on=on)
    audit.record(
        by=by,
        on=on,
        verb="milestone.undone",
        subject=audit.Subject("milestone", milestone.slug, milestone.title),
        sentence=_("%(title)s: letzte Meldung rückgängig gemacht.") % {"title": milestone.title},
    )


def _held(change_set: uuid.UUID) -> list[Delivery]:
    """What the report said about components and packages, which nobody else changes meanwhile."""
    said = Delivery.objects.filter(change_set=change_set)
    list(Component.objects.select_for_update(no_key=True).filter(pk__in=said.values("component")).order_by("pk"))
    list(Package.objects.select_for_update(no_key=True).filter(pk__in=said.values("package")).order_by("pk"))
    return list(said.select_related("component", "package", "supersedes", "superseded_by").order_by("pk"))


def _refuse_what_both_said(reports: Sequence[MilestoneReport]) -> None:
    if any(getattr(report, "confirmation", None) for report in reports):
        raise Blocked(_("Das haben beide Seiten bestätigt. Bitte schlagen Sie eine Berichtigung vor."))


def _refuse_what_is_needed(releases: Sequence[DeliverableRelease], milestone: Milestone) -> None:
    if releases and milestone.state == State.REACHED:
        message = _("„%(title)s“ ist als erreicht gemeldet. Bitte berichtigen Sie zuerst diese Meldung.")
        raise Blocked(message % {"title": milestone.title})


def _give_back(reports: Sequence[MilestoneReport], releases: Sequence[DeliverableRelease], by: User, on: date) -> None:
    for report in reports:
        about = {"milestone": report.milestone}
        restored = undone(report, by=by, on=on, about=about, fields=_REPORT, nothing=_NO_REPORT)
        restored.save(force_insert=True)
        bring_up_to_date(restored)
    for release in releases:
        document = {"deliverable": release.deliverable}
        undone(release, by=by, on=on, about=document, fields=_RELEASE, nothing={}).save(force_insert=True)
