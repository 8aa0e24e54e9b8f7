"""Taking back what somebody just said about a milestone: its report or the release of a document."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from milestones.models import Deliverable, DeliverableRelease, Milestone, MilestoneReport
from milestones.permissions import check_report
from milestones.states import State
from ozgtracker.errors import Blocked
from ozgtracker.findings import found
from ozgtracker.statements.appending import hold
from ozgtracker.statements.undo import check_undo, give_back
from services.models import Component, Delivery, Package


@transaction.atomic
def undo_milestone(*, by: User, milestone: Milestone, change_set: uuid.UUID, on: date, at: datetime) -> None:
    """Give back what stood before this report or release, and what it said about components and packages.

    `at`: the real moment. Raises NotAllowed; Blocked after half an hour, where both sides had agreed, or while a
    reached milestone stands on the document; LostRace(current) where more was said since.
    """
    check_report(by, milestone)
    hold(Milestone.objects.filter(pk=milestone.pk))
    milestone = Milestone.objects.get(pk=milestone.pk)
    reports = list(
        MilestoneReport.objects.filter(change_set=change_set, milestone=milestone).select_related(
            "milestone", "supersedes", "superseded_by", "confirmation"
        )
    )
    said = DeliverableRelease.objects.filter(change_set=change_set, deliverable__milestone=milestone)
    hold(Deliverable.objects.filter(pk__in=said.values("deliverable")))
    releases = list(said.select_related("deliverable", "supersedes", "superseded_by"))
    deliveries = _held(change_set) if reports else []
    check_undo([*reports, *releases, *deliveries], by=by, at=at)
    _refuse_what_both_said(reports)
    _refuse_what_is_needed(releases, milestone)
    together = uuid.uuid4()
    for rows in (reports, releases, deliveries):
        give_back(rows, by=by, on=on, change_set=together)
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
    hold(Component.objects.filter(pk__in=said.values("component")))
    hold(Package.objects.filter(pk__in=said.values("package")))
    return list(said.select_related("component", "package", "supersedes", "superseded_by").order_by("pk"))


def _refuse_what_both_said(reports: Sequence[MilestoneReport]) -> None:
    if any(getattr(report, "confirmation", None) for report in reports):
        raise Blocked(found("milestone.both-confirmed"))


def _refuse_what_is_needed(releases: Sequence[DeliverableRelease], milestone: Milestone) -> None:
    if releases and milestone.state == State.REACHED:
        raise Blocked(found("milestone.stands-reached", title=milestone.title))
