"""What a report on a milestone sets in motion: components, packages, and nothing where it is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import AuditEntry, User
from milestones.actions import report_milestone
from milestones.models import Milestone, MilestoneReport
from milestones.states import State
from ozgtracker.errors import DomainError, InvalidInput
from services.actions import report_component
from services.models import Component, Delivery, Package
from tests.milestones.conftest import By
from tests.milestones.reporting import ON, Report, declared


def test_a_declaration_makes_its_components_ready(declare: Callable[[], None]) -> None:
    declare()

    ready = dict(Component.objects.exclude(ready_on=None).values_list("slug", "ready_on"))
    assert ready == {"app": date(2022, 3, 15), "nutzerkonto": date(2022, 3, 15)}
    said = Delivery.objects.get(component__slug="app")
    assert said.reason == "Gemeldet mit dem Meilenstein „Betriebsbereitschaft der APP erklärt“."


def test_a_forecast_reaches_components_and_package(report: Report) -> None:
    report("M2a", forecast_on=date(2022, 2, 28), reason="Lasttest.")
    report("M3", forecast_on=date(2022, 6, 30), reason="Support fehlt.")

    assert Component.objects.get(slug="app").forecast_on == date(2022, 2, 28)
    assert Package.objects.get(number=1).forecast_on == date(2022, 6, 30)


def test_the_same_word_twice_is_handed_down_once(report: Report) -> None:
    report("M2a", forecast_on=date(2022, 1, 31))
    report("M2a", forecast_on=date(2022, 1, 31), on=date(2022, 1, 20))

    assert Delivery.objects.filter(component__slug="app").count() == 1


def test_a_start_opens_its_package(report: Report, declare: Callable[[], None]) -> None:
    declare()
    report("M3", on=date(2022, 5, 31), state=State.REACHED, actual_on=date(2022, 5, 30))

    assert Package.objects.get(number=1).ready_on == date(2022, 5, 30)


def test_a_stream_opens_its_package_when_it_first_runs(report: Report) -> None:
    report("P3")
    report("P3", on=date(2022, 2, 10))

    assert Package.objects.get(number=3).ready_on == ON
    assert Delivery.objects.filter(package__number=3).count() == 1


def test_a_correction_takes_readiness_back(report: Report, declare: Callable[[], None]) -> None:
    declare()

    with pytest.raises(InvalidInput) as refused:
        report("M2a", on=date(2022, 3, 20), forecast_on=date(2022, 4, 29))
    assert refused.value.field == "reason"
    report("M2a", on=date(2022, 3, 20), forecast_on=date(2022, 4, 29), reason="Erklärung zurückgezogen.")

    app = Component.objects.get(slug="app")
    assert (app.ready_on, app.forecast_on) == (None, date(2022, 4, 29))


def test_another_actual_day_needs_a_reason(report: Report, declare: Callable[[], None]) -> None:
    declare()

    with pytest.raises(InvalidInput) as refused:
        report("M2a", **declared(on=date(2022, 3, 20), actual_on=date(2022, 3, 16)))
    assert refused.value.field == "reason"
    report("M2a", **declared(on=date(2022, 3, 20), actual_on=date(2022, 3, 16), reason="Tippfehler."))

    assert Component.objects.get(slug="app").ready_on == date(2022, 3, 16)


def test_an_aggregate_never_overrules_what_was_said_about_a_component(report: Report, operator: User) -> None:
    epayment = Component.objects.get(slug="epayment")
    report_component(by=operator, component=epayment, on=ON, forecast_on=date(2022, 10, 28), supersedes=None)
    report("M2", forecast_on=date(2022, 9, 30))
    report("M2", on=date(2022, 2, 10), forecast_on=date(2022, 10, 31), reason="Signatur verzögert sich.")

    forecasts = dict(Component.objects.values_list("slug", "forecast_on"))
    assert forecasts["epayment"] == date(2022, 10, 28)
    assert forecasts["signatur"] == date(2022, 10, 31)


def test_a_component_that_was_ready_before_stays_so(
    report: Report, ministry: User, declare: Callable[[], None]
) -> None:
    account = Component.objects.get(slug="nutzerkonto")
    report_component(by=ministry, component=account, on=ON, ready_on=date(2022, 1, 3), supersedes=None)
    declare()

    assert Component.objects.get(slug="nutzerkonto").ready_on == date(2022, 1, 3)


def test_what_was_said_about_a_component_since_the_page_was_built_stands(
    milestone: By, ministry: User, operator: User
) -> None:
    seen = Milestone.objects.prefetch_related("delivers").get(pk=milestone("M2a").pk)
    account = Component.objects.get(slug="nutzerkonto")
    report_component(by=ministry, component=account, on=ON, ready_on=date(2022, 1, 3), supersedes=None)

    forecast = date(2022, 1, 31)
    report_milestone(by=operator, milestone=seen, on=ON, state=State.STARTED, forecast_on=forecast, supersedes=None)

    found = dict(Component.objects.filter(delivered_by=seen).values_list("slug", "ready_on"))
    assert found == {"app": None, "nutzerkonto": date(2022, 1, 3)}


def test_nothing_is_written_where_the_report_is_refused(report: Report) -> None:
    with pytest.raises(DomainError):
        report("M2a", **declared())

    assert (MilestoneReport.objects.count(), Delivery.objects.count()) == (0, 0)
    assert AuditEntry.objects.exclude(verb="plan.loaded").count() == 0
