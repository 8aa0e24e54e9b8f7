"""Taking back what somebody just said about a component, or a milestone said about components and packages."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import User
from ozgtracker.statements.appending import hold
from ozgtracker.statements.undo import check_undo, give_back
from services.models import Component, Delivery
from services.permissions import check_report_component


@transaction.atomic
def undo_component(*, by: User, component: Component, change_set: uuid.UUID, on: date, at: datetime) -> None:
    """Give back what stood before this report on the component. `at`: the real moment.

    Raises NotAllowed, Blocked after half an hour, or LostRace(current) where more was said since. What a milestone
    said is taken back with the milestone's report.
    """
    check_report_component(by, component)
    hold(Component.objects.filter(pk=component.pk))
    said = Delivery.objects.said_alone().filter(change_set=change_set, component=component)
    rows = list(said.select_related("component", "supersedes", "superseded_by"))
    check_undo(rows, by=by, at=at)
    give_back(rows, by=by, on=on)
    record(
        by=by,
        on=on,
        verb="component_undone",
        subject=Subject("component", component.slug, component.name),
        sentence=_("%(title)s: Meldung rückgängig gemacht.") % {"title": component.name},
    )
