"""Taking back what somebody just said about a component, or a milestone said about components and packages."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import User
from ozgtracker.statements.undo import check_undo, undone
from services.models import Component, Delivery, Package
from services.permissions import check_report_component

_FIELDS = ("ready_on", "forecast_on", "evidence", "reason_category")


@transaction.atomic
def undo_component(*, by: User, component: Component, change_set: uuid.UUID, on: date, at: datetime) -> None:
    """Give back what stood before this report on the component. `at`: the real moment.

    Raises NotAllowed, Blocked after half an hour, or LostRace(current) where more was said since. What a milestone
    said is taken back with the milestone's report.
    """
    check_report_component(by, component)
    Component.objects.select_for_update(no_key=True).get(pk=component.pk)
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


def give_back(rows: Sequence[Delivery], *, by: User, on: date) -> None:
    """Append what stood before each of these rows, and move the current values; the caller has checked and holds what
    they are about."""
    for row in rows:
        about = {"component": row.component, "package": row.package}
        restored = undone(row, by=by, on=on, about=about, fields=_FIELDS, nothing={})
        restored.save(force_insert=True)
        values = {"ready_on": restored.ready_on, "forecast_on": restored.forecast_on}
        if row.component is not None:
            Component.objects.filter(pk=row.component.pk).update(**values)
        if row.package is not None:
            Package.objects.filter(pk=row.package.pk).update(**values)
