"""What an aggregate is expected on: the rule, and on the real plan; nobody says a date for it, nor through it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from milestones.aggregates import Word, history, outlook
from milestones.light import Light
from milestones.models import MilestoneReport, Plan
from milestones.states import State
from milestones.status import MilestoneStatus, plan_status
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found as a_finding
from ozgtracker.ui.as_of import AsOf
from services.actions import report_component
from services.models import Component, Delivery
from tests.milestones.conftest import By
from tests.milestones.reporting import ON, Report
from tests.refusals import refusing

SEPTEMBER, OCTOBER = date(2022, 9, 30), date(2022, 10, 28)
days = st.dates(date(2022, 1, 1), date(2022, 12, 31))
words = st.builds(Word, st.sampled_from(["A", "B", "C"]), st.none() | days, st.none() | days, days)


# -- the rule


def test_it_is_expected_with_its_last_component() -> None:
    found = outlook(
        [
            Word("APP", date(2022, 3, 15), None, date(2022, 3, 15)),
            Word("ePayment", None, OCTOBER, date(2022, 5, 31)),
            Word("Signatur", None, SEPTEMBER, date(2022, 5, 30)),
        ]
    )

    assert (found.expected_on, found.component, found.undated, found.said_on) == (
        OCTOBER,
        "ePayment",
        (),
        date(2022, 5, 31),
    )


def test_one_component_without_a_date_leaves_it_unknown_and_is_named() -> None:
    found = outlook([Word("APP", None, OCTOBER, ON), Word("Signatur", None, None, ON), Word("Konto", None, None, None)])

    assert (found.expected_on, found.component, found.undated) == (None, "", ("Signatur", "Konto"))


@pytest.mark.parametrize(
    ("other", "decided_on"),
    [
        (Word("Signatur", None, SEPTEMBER, date(2022, 6, 10)), date(2022, 5, 31)),
        (Word("Signatur", date(2022, 6, 10), None, date(2022, 6, 10)), date(2022, 5, 31)),
        (Word("Signatur", OCTOBER, None, date(2022, 6, 10)), date(2022, 5, 31)),
        (Word("Signatur", date(2022, 11, 2), None, date(2022, 11, 2)), date(2022, 11, 2)),
    ],
)
def test_its_date_was_said_when_the_word_that_decides_it_was(other: Word, decided_on: date) -> None:
    assert outlook([Word("ePayment", None, OCTOBER, date(2022, 5, 31)), other]).decided_on == decided_on


def test_once_all_are_ready_no_component_decides() -> None:
    found = outlook([Word("A", date(2022, 3, 1), None, ON), Word("B", date(2022, 3, 15), None, ON)])

    assert (found.expected_on, found.component, found.decided_on) == (date(2022, 3, 15), "", ON)


@given(st.lists(words))
def test_never_before_any_of_them_and_known_only_where_all_are(said: list[Word]) -> None:
    found = outlook(said)

    assert (found.expected_on is None) == (not said or any(word.day is None for word in said))
    assert found.expected_on is None or all(word.day and word.day <= found.expected_on for word in said)


def test_its_history_is_that_of_its_components() -> None:
    january, february, march = date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 31)
    said = [
        (1, Word("A", None, SEPTEMBER, january)),
        (2, Word("B", None, date(2022, 8, 31), february)),
        (2, Word("B", None, OCTOBER, march)),
        (1, Word("A", march, None, march)),
        (9, Word("nicht im Umfang", None, date(2030, 1, 1), march)),
    ]

    assert history(said, {1: "A", 2: "B"}) == [(february, SEPTEMBER), (march, OCTOBER)]


# -- on the real plan


@pytest.fixture
def promised(plan: Plan, ministry: User, operator: User) -> None:
    """Every component in scope is expected on 30.09.2022, said by who is responsible for it."""
    for component in Component.objects.in_scope():
        by = operator if component.responsible == "ldi" else ministry
        report_component(by=by, component=component, on=ON, forecast_on=SEPTEMBER, supersedes=None)


def say(by: User, slug: str, **values: Any) -> Delivery:
    component = Component.objects.get(slug=slug)
    last = Delivery.objects.latest_of(component)
    reason = {"reason": "Der Vertrag ist noch nicht geschlossen.", "reason_category": "contract"}
    return report_component(by=by, component=component, supersedes=last, **(reason | values))


def status(plan: Plan, code: str, day: date) -> MilestoneStatus:
    found = plan_status(plan, AsOf(day, day))
    return next(row for row in found.milestones if row.milestone.code == code)


def test_nobody_reports_a_date_for_it(report: Report, promised: None) -> None:
    with refusing(InvalidInput, a_finding("milestone.forecast-computed"), field="forecast_on"):
        report("M2", forecast_on=SEPTEMBER)
    assert report("M2").forecast_on is None


def test_reporting_it_leaves_every_component_as_its_side_said(report: Report, promised: None, operator: User) -> None:
    say(operator, "epayment", on=date(2022, 2, 1), forecast_on=OCTOBER)
    before = list(Delivery.objects.order_by("pk").values())

    report("M2", on=date(2022, 2, 10))

    assert list(Delivery.objects.order_by("pk").values()) == before
    assert Component.objects.get(slug="epayment").forecast_on == OCTOBER


def test_its_date_and_light_follow_the_component_that_comes_last(plan: Plan, promised: None, operator: User) -> None:
    say(operator, "epayment", on=date(2022, 2, 1), forecast_on=OCTOBER)

    found = status(plan, "M2", date(2022, 2, 10))
    assert (found.forecast, found.forecast_words, found.assessment.slip_days) == (OCTOBER, "28.10.2022", 28)
    when = a_finding("when.day", date=a_finding("date.day", day=OCTOBER))
    slip = a_finding("slip", when=when, by=timedelta(days=28), component="ePayment")
    assert (found.assessment.light, found.assessment.reason) == (Light.YELLOW, a_finding("light.late", slip=slip))
    assert status(plan, "M2", date(2022, 1, 31)).forecast == SEPTEMBER


def test_its_date_is_of_the_day_of_the_word_that_decides_it(
    plan: Plan, report: Report, promised: None, operator: User
) -> None:
    """Whoever reports that it is in progress names no date; the LDI does."""
    report("M2", on=date(2022, 1, 20))
    say(operator, "epayment", on=date(2022, 2, 1), forecast_on=OCTOBER)
    say(operator, "signatur", on=date(2022, 2, 5), forecast_on=date(2022, 8, 31))

    assert status(plan, "M2", date(2022, 2, 10)).forecast_said_on == date(2022, 2, 1)
    say(operator, "signatur", on=date(2022, 2, 7), forecast_on=None)
    assert status(plan, "M2", date(2022, 2, 10)).forecast_said_on is None


def test_a_component_without_a_date_is_named(plan: Plan, promised: None, operator: User) -> None:
    say(operator, "signatur", on=date(2022, 2, 1), forecast_on=None)

    found = status(plan, "M2", date(2022, 2, 10))
    assert (found.forecast, found.forecast_words) == (None, "–")
    agreed = a_finding("light.agreed", date=a_finding("date.day", day=SEPTEMBER))
    assert (found.assessment.light, found.assessment.reason) == (
        Light.YELLOW,
        a_finding("light.not-computable", components=("Signatur- und Siegeldienste",), agreed=agreed),
    )


def test_an_old_row_with_a_date_is_kept_and_does_not_count(
    plan: Plan, milestone: By, ministry: User, promised: None
) -> None:
    MilestoneReport.objects.create(
        milestone=milestone("M2"), said_on=ON, state=State.STARTED, forecast_on=date(2022, 8, 1), by=ministry
    )

    assert status(plan, "M2", ON).forecast == SEPTEMBER


def test_what_waits_for_it_contradicts_a_later_component(
    plan: Plan, report: Report, promised: None, operator: User
) -> None:
    report("P2", forecast_on=SEPTEMBER, forecast_precision="from_day")
    say(operator, "epayment", on=date(2022, 2, 1), forecast_on=OCTOBER)

    found = status(plan, "P2", date(2022, 2, 10))
    title = "Technische Infrastruktur vollständig (ohne LZA)"
    before = a_finding("light.before-predecessor", predecessor=title, day=OCTOBER)
    assert found.assessment.contradiction == before
    assert (found.forecast, found.expected_on) == (SEPTEMBER, SEPTEMBER)
    assert status(plan, "M2", date(2022, 2, 10)).contradiction == ""
