"""What is said about base components and packages: appended, in turn, by those who owe it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import F

from accounts.models import AuditEntry, User
from accounts.roles import Role, Side
from ozgtracker.errors import InvalidInput, LostRace, NotAllowed
from ozgtracker.findings import found
from services.actions import deliver_component, open_package, report_component
from services.models import Component, Delivery, Package
from services.permissions import may_report_component
from tests.conftest import Person
from tests.refusals import refusing

TODAY = date(2022, 6, 15)
MAY = date(2022, 5, 10)


@pytest.fixture
def payment(db: None) -> Component:
    """A component of the operator."""
    return make("epayment", "ldi")


def make(slug: str, responsible: str, *, is_platform: bool = False) -> Component:
    return Component.objects.create(
        slug=slug, name=slug, responsible=responsible, in_scope=True, is_platform=is_platform, source="Test",
        is_assumption=False,
    )  # fmt: skip


def say(by: User, component: Component, on: date = TODAY, **values: Any) -> Delivery:
    last = Delivery.objects.latest_of(component)
    given: dict[str, Any] = {"by": by, "component": component, "on": on, "supersedes": last}
    return report_component(**(given | values))


def test_a_forecast_is_appended_and_the_component_follows(payment: Component, operator: User) -> None:
    delivery = say(operator, payment, forecast_on=date(2022, 10, 28), evidence="Vermerk 7")

    payment.refresh_from_db()
    assert (payment.ready_on, payment.forecast_on) == (None, date(2022, 10, 28))
    assert (delivery.by, delivery.evidence) == (operator, "Vermerk 7")
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.sentence) == ("component_reported", "epayment: erwartet am 28.10.2022.")
    assert entry.after == {"ready_on": None, "forecast_on": "2022-10-28"}


def test_the_stichtag_turns_it_back(payment: Component, operator: User) -> None:
    say(operator, payment, on=MAY, forecast_on=date(2022, 9, 30))
    say(operator, payment, on=TODAY, ready_on=TODAY)

    days = [date(2022, 5, 9), MAY, TODAY]
    shown = [Component.objects.as_of(day).values_list(F("ready_then"), F("forecast_then")).get() for day in days]
    assert shown == [(None, None), (None, date(2022, 9, 30)), (TODAY, None)]


def test_a_first_report_says_something(payment: Component, operator: User) -> None:
    with refusing(InvalidInput, found("component.when-expected"), field="forecast_on"):
        say(operator, payment)

    said = say(operator, payment, reason="Der Vertrag ist noch nicht geschlossen.")
    assert (said.ready_on, said.forecast_on) == (None, None)


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"ready_on": date(2022, 6, 16)}, "ready_on", "component.ready-to-come"),
        ({"forecast_on": date(2022, 6, 14)}, "forecast_on", "component.forecast-passed"),
        ({"ready_on": TODAY, "forecast_on": date(2022, 7, 1)}, "forecast_on", "component.ready-has-no-forecast"),
        ({"forecast_on": date(2022, 10, 1)}, "reason", "forecast.why-another"),
        ({}, "reason", "forecast.why-another"),
    ],
)
def test_it_refuses_what_cannot_be_or_is_not_explained(
    payment: Component, operator: User, values: dict[str, date], field: str, code: str
) -> None:
    say(operator, payment, on=MAY, forecast_on=date(2022, 9, 30))

    with refusing(InvalidInput, found(code), field=field):
        say(operator, payment, **values)


def test_readiness_ends_only_with_a_reason(payment: Component, operator: User) -> None:
    say(operator, payment, on=MAY, ready_on=MAY)

    with refusing(InvalidInput, found("component.why-not-ready"), field="reason"):
        say(operator, payment)
    say(operator, payment, reason="Störung beim Dienstleister")
    payment.refresh_from_db()
    assert payment.ready_on is None


@pytest.mark.parametrize("ready_on", [date(2022, 4, 1), TODAY])
def test_another_day_since_when_it_is_ready_corrects_the_first(
    payment: Component, operator: User, ready_on: date
) -> None:
    first = say(operator, payment, on=MAY, ready_on=MAY)

    with refusing(InvalidInput, found("statement.what-was-wrong"), field="reason"):
        say(operator, payment, ready_on=ready_on)
    said = say(operator, payment, ready_on=ready_on, reason="Der Tag war vertippt, abgenommen wurde anders.")
    assert (said.ready_on, said.corrects) == (ready_on, first)


def test_the_same_day_again_corrects_nothing(payment: Component, operator: User) -> None:
    say(operator, payment, on=MAY, ready_on=MAY)

    assert say(operator, payment, ready_on=MAY).corrects is None


def test_the_platform_is_declared_by_its_milestone(operator: User) -> None:
    platform = make("app", "ldi", is_platform=True)

    with refusing(InvalidInput, found("component.platform-is-declared"), field="ready_on"):
        say(operator, platform, ready_on=TODAY)
    say(operator, platform, forecast_on=date(2022, 7, 1))
    deliver_component(by=operator, component=platform, on=TODAY, ready_on=TODAY, forecast_on=TODAY, reason="")
    platform.refresh_from_db()
    assert (platform.ready_on, platform.forecast_on) == (TODAY, None)
    say(operator, platform, ready_on=TODAY)


def test_each_side_reports_its_own(person: Person) -> None:
    components = {side: make(side, side) for side in ("land", "ldi", "joint", "kommunen", "external")}
    allowed = {
        role: {side for side, component in components.items() if may_report_component(person(role), component)}
        for role in Role
    }

    assert allowed.pop(Role.MINISTRY) == {"land", "joint", "external"}
    assert allowed.pop(Role.OPERATOR) == {"ldi", "joint"}
    assert set().union(*allowed.values()) == set()
    with refusing(NotAllowed, found("component.who-reports", title=components["ldi"].name, side=Side.LDI)):
        say(person(Role.MINISTRY), components["ldi"], forecast_on=TODAY)


def test_the_second_of_two_editors_gets_both_values(payment: Component, operator: User) -> None:
    first = say(operator, payment, forecast_on=date(2022, 9, 30))

    with refusing(LostRace, found("statement.overtaken", title=payment.name)) as caught:
        say(operator, payment, forecast_on=date(2022, 8, 1), supersedes=None)

    assert caught.value.current == first
    payment.refresh_from_db()
    assert payment.forecast_on == date(2022, 9, 30)


def test_a_report_never_follows_one_about_something_else(payment: Component, operator: User) -> None:
    elsewhere = say(operator, make("signatur", "ldi"), forecast_on=date(2022, 9, 30))

    with refusing(LostRace, found("statement.overtaken", title=payment.name)) as caught:
        say(operator, payment, forecast_on=date(2022, 9, 30), supersedes=elsewhere)

    assert caught.value.current is None
    assert Delivery.objects.get() == elsewhere


def test_nothing_is_said_before_the_last_word(payment: Component, operator: User) -> None:
    say(operator, payment, forecast_on=date(2022, 9, 30))

    with refusing(InvalidInput, found("statement.later-one", day=TODAY)):
        say(operator, payment, on=MAY, forecast_on=date(2022, 9, 30))


def test_the_database_refuses_to_change_what_was_said(payment: Component, operator: User) -> None:
    delivery = say(operator, payment, forecast_on=TODAY)

    with pytest.raises(ProgrammingError, match="permission denied for table"), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(reason="anders")
    refused = pytest.raises(ProgrammingError, match="permission denied for table")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM services_delivery")


def test_a_package_opens_and_says_so(ministry: User) -> None:
    package = Package.objects.create(
        number=1, name="Paket 1", short_rule="", rule_text="", letter_ref="", opens_words="", source="Test",
        is_assumption=False,
    )  # fmt: skip

    open_package(by=ministry, package=package, on=MAY, ready_on=None, forecast_on=date(2022, 5, 31), reason="")
    open_package(by=ministry, package=package, on=TODAY, ready_on=TODAY, forecast_on=None, reason="")

    package.refresh_from_db()
    assert (package.ready_on, package.forecast_on) == (TODAY, None)
    assert Package.objects.as_of(MAY).values_list(F("forecast_then"), flat=True).get() == date(2022, 5, 31)
    assert str(Delivery.objects.newest_first()[0]) == "Paket 1 15.06.2022"
    assert AuditEntry.objects.filter(verb="package_opened").count() == 2
