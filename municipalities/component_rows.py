"""How far the base components are, and what waits for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as SqlCount
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from municipalities.models import Rollout
from ozgtracker import german
from ozgtracker.former_links import pairs_on
from ozgtracker.statements.undo import correction_words
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.badges import BADGES, Badge
from services.models import Component, Delivery, FormerNeed, Service
from services.permissions import may_report_component
from services.readiness import readiness


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """One component on a day: what was said by then, who needs it, what waits."""

    component: Component
    day: date
    last: Delivery | None
    needed_by: int
    waiting: int
    live_anyway: int
    may_report: bool

    @property
    def ready_on(self) -> date | None:
        """Since when it is ready."""
        return self.last.ready_on if self.last else None

    @property
    def forecast_on(self) -> date | None:
        """When it is expected."""
        return self.last.forecast_on if self.last else None

    @property
    def look(self) -> Badge:
        """Sign and word."""
        code = readiness(
            in_scope=self.component.in_scope, ready_on=self.ready_on, forecast_on=self.forecast_on, day=self.day
        )
        return BADGES[code]

    @property
    def correction(self) -> str:
        """Whether what was said last corrects or takes back, in words."""
        return correction_words(self.last) if self.last else ""

    @property
    def corrected_on(self) -> date | None:
        """When somebody said that it was wrong, whatever day is looked at."""
        return vars(self.last)["corrected_on"] if self.last else None

    @property
    def date_words(self) -> str:
        """ "seit 31.01.2022" or "28.10.2022"."""
        if self.ready_on is not None:
            return _("seit %(day)s") % {"day": german.day(self.ready_on)}
        return german.day(self.forecast_on)


def component_rows(user: User, at: AsOf) -> tuple[ComponentRow, ...]:
    """All components in the plan's order; seven queries, and one for each that is ready no more."""
    corrections = Delivery.objects.filter(corrects=OuterRef("pk")).order_by("said_on").values("said_on")
    said = Delivery.objects.said_by(at.day).annotate(corrected_on=Subquery(corrections[:1])).latest_of_components()
    last = {row.component_id: row for row in said}
    needed = Service.objects.counted_by_component(at.day)
    waiting_rows = Rollout.objects.competent_on(at).as_of(at).waiting_then()
    by_service = dict(waiting_rows.values_list("service").annotate(number=SqlCount("pk")).order_by())
    waiting: Counter[int] = Counter()
    for service, component in pairs_on(FormerNeed, at.day):
        waiting[component] += by_service.get(service, 0)
    all_waiting = sum(by_service.values())
    gone = Rollout.objects.competent_on(at).as_of(at).live_on_what_is_gone(at.day)
    live_anyway = {component.pk: count for component, count in gone.items()}
    return tuple(
        ComponentRow(
            component=component,
            day=at.day,
            last=last.get(component.pk),
            needed_by=needed[component.pk],
            waiting=all_waiting if component.is_platform else waiting.get(component.pk, 0),
            live_anyway=live_anyway.get(component.pk, 0),
            may_report=may_report_component(user, component),
        )
        for component in Component.objects.all()
    )


def answer(rows: tuple[ComponentRow, ...]) -> dict[str, int]:
    """How many of those the plan covers are ready."""
    in_scope = [row for row in rows if row.component.in_scope]
    return {"ready": sum(row.ready_on is not None for row in in_scope), "in_scope": len(in_scope)}


def row_of(rows: tuple[ComponentRow, ...], slug: str) -> ComponentRow:
    """The row of one component, or 404."""
    for row in rows:
        if row.component.slug == slug:
            return row
    raise Http404
