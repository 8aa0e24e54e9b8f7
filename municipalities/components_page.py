"""How far the base components are, and what waits for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count as SqlCount
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from municipalities.models import Rollout
from municipalities.rollout_states import StateLook
from ozgtracker import german
from services.models import Component, Delivery
from services.permissions import may_report_component

READY = StateLook("ready", "◆", gettext_noop("bereit"))
LATE = StateLook("blocked", "✕", gettext_noop("Termin verstrichen"))
EXPECTED = StateLook("planned", "○", gettext_noop("erwartet"))
UNDATED = StateLook("unknown", "?", gettext_noop("ohne Termin"))
OUTSIDE = StateLook("later", "→", gettext_noop("nicht im Umfang"))


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """One component on a day: what was said by then, who needs it, what waits."""

    component: Component
    day: date
    last: Delivery | None
    needed_by: int
    waiting: int
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
    def look(self) -> StateLook:
        """Sign and word."""
        look = self._look()
        return replace(look, label=_(look.label))

    def _look(self) -> StateLook:
        if self.ready_on is not None:
            return READY
        if self.forecast_on is None:
            return UNDATED if self.component.in_scope else OUTSIDE
        return EXPECTED if self.forecast_on >= self.day else LATE

    @property
    def date_words(self) -> str:
        """ "seit 31.01.2022" or "28.10.2022"."""
        if self.ready_on is not None:
            return _("seit %(day)s") % {"day": german.day(self.ready_on)}
        return german.day(self.forecast_on)


def component_rows(user: User, day: date, today: date) -> tuple[ComponentRow, ...]:
    """All components in the plan's order; seven queries, whatever their number."""
    last = {row.component_id: row for row in Delivery.objects.said_by(day).latest_of_components()}
    needed = Component.objects.services_needing()
    waiting_rows = Rollout.objects.competent().as_of(day, today).not_live_then()
    waiting = dict(waiting_rows.values_list("service__needs__component").annotate(number=SqlCount("pk")).order_by())
    all_waiting = waiting_rows.count()
    return tuple(
        ComponentRow(
            component=component,
            day=day,
            last=last.get(component.pk),
            needed_by=needed[component.pk],
            waiting=all_waiting if component.is_platform else waiting.get(component.pk, 0),
            may_report=may_report_component(user, component),
        )
        for component in Component.objects.all()
    )
