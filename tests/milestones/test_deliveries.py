"""What a report on a milestone sets in motion: components, packages, and nothing where it is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import AuditEntry, User
from accounts.roles import Side
from milestones.declaring import declares
from milestones.models import MilestoneReport, Plan
from milestones.states import MilestoneKind, State
from ozgtracker.errors import DomainError, InvalidInput, NotAllowed
from ozgtracker.findings import found
from services.actions import deliver_component, report_component
from services.models import Component, Delivery, Package
from tests.milestones.reporting import ON, Agree, Report, declared
from tests.refusals import refusing


def test_a_declaration_makes_ready_what_its_side_provides_and_nothing_else(declare: Callable[[], None]) -> None:
    """The APP is the LDI's; the account, which the same milestone delivers, is the Land's word."""
    declare()

    ready = dict(Component.objects.exclude(ready_on=None).values_list("slug", "ready_on"))
    assert ready == {"app": date(2022, 3, 15)}
    assert list(Delivery.objects.values_list("component__slug", flat=True)) == ["app"]
    said = Delivery.objects.get(component__slug="app")
    assert said.reason == "Gemeldet mit dem Meilenstein „Betriebsbereitschaft der APP erklärt“."


def test_a_forecast_reaches_components_and_package(report: Report) -> None:
    report("M2a", forecast_on=date(2022, 2, 28), reason="Der Lasttest dauert an.")
    report("M3", forecast_on=date(2022, 6, 30), reason="Es fehlt an Betreuung.")

    assert Component.objects.get(slug="app").forecast_on == date(2022, 2, 28)
    assert Package.objects.get(number=1).forecast_on == date(2022, 6, 30)


def test_the_same_word_twice_is_handed_down_once(report: Report) -> None:
    report("M2a", forecast_on=date(2022, 1, 31))
    report("M2a", forecast_on=date(2022, 1, 31), on=date(2022, 1, 20))

    assert Delivery.objects.filter(component__slug="app").count() == 1


def test_a_start_opens_its_package(agree: Agree, declare: Callable[[], None]) -> None:
    declare()
    agree("M3", on=date(2022, 5, 31), state=State.REACHED, actual_on=date(2022, 5, 30))

    assert Package.objects.get(number=1).ready_on == date(2022, 5, 30)


def test_a_stream_opens_its_package_when_it_first_runs(report: Report) -> None:
    report("P3")
    report("P3", on=date(2022, 2, 10))

    assert Package.objects.get(number=3).ready_on == ON
    assert Delivery.objects.filter(package__number=3).count() == 1


def test_a_correction_takes_readiness_back(report: Report, declare: Callable[[], None]) -> None:
    declare()

    with refusing(InvalidInput, found("milestone.why-state", state=State.STARTED), field="reason"):
        report("M2a", on=date(2022, 3, 20), forecast_on=date(2022, 4, 29))
    report("M2a", on=date(2022, 3, 20), forecast_on=date(2022, 4, 29), reason="Erklärung zurückgezogen.")

    app = Component.objects.get(slug="app")
    assert (app.ready_on, app.forecast_on) == (None, date(2022, 4, 29))


def test_another_actual_day_needs_a_reason(report: Report, declare: Callable[[], None]) -> None:
    declare()

    with refusing(InvalidInput, found("milestone.why-another-day"), field="reason"):
        report("M2a", **declared(on=date(2022, 3, 20), actual_on=date(2022, 3, 16)))
    report("M2a", **declared(on=date(2022, 3, 20), actual_on=date(2022, 3, 16), reason="Ein Tippfehler im Tag."))

    assert Component.objects.get(slug="app").ready_on == date(2022, 3, 16)


@pytest.mark.parametrize("values", [{}, {"state": State.DEFERRED, "reason": "Der Haushalt ist gesperrt."}])
def test_an_aggregate_says_nothing_about_components(report: Report, operator: User, values: dict[str, Any]) -> None:
    epayment = Component.objects.get(slug="epayment")
    report_component(by=operator, component=epayment, on=ON, forecast_on=date(2022, 10, 28), supersedes=None)
    before = list(Component.objects.values())

    report("M2", on=date(2022, 2, 10), **values)

    assert list(Component.objects.values()) == before
    assert Delivery.objects.count() == 1


def test_an_undated_milestone_is_no_declaration(report: Report) -> None:
    report("LZA", state=State.STARTED, forecast_on=date(2023, 6, 30))

    assert Delivery.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "speaks", "declared"),
    [
        (kind, speaks, kind is MilestoneKind.DECLARATION and speaks)
        for kind in MilestoneKind
        for speaks in (True, False)
    ],
)
def test_only_a_declaration_of_who_provides_it_is_carried_down(
    kind: MilestoneKind, speaks: bool, declared: bool
) -> None:
    assert declares(kind, speaks_for_component=speaks) is declared


def test_nobody_delivers_a_component_of_somebody_else(plan: Plan, operator: User) -> None:
    account = Component.objects.get(slug="nutzerkonto")

    with refusing(NotAllowed, found("component.who-reports", title=account.name, side=Side(account.responsible))):
        deliver_component(by=operator, component=account, on=ON, ready_on=ON, forecast_on=None, reason="")
    assert Delivery.objects.count() == 0


def test_nothing_is_written_where_the_report_is_refused(report: Report) -> None:
    with pytest.raises(DomainError):
        report("M2a", **declared())

    assert (MilestoneReport.objects.count(), Delivery.objects.count()) == (0, 0)
    assert AuditEntry.objects.exclude(verb="plan.loaded").count() == 0
