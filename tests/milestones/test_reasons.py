"""Every change of a forecast says why: of what kind, and in a sentence that says something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from milestones.models import MilestoneReport
from milestones.precision import Precision, due_day
from milestones.reported import Before, MilestoneInput, changes_forecast, validate
from milestones.states import MilestoneKind, State
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from services.actions import report_component
from services.models import Component, Delivery
from services.reasons import ReasonCategory
from services.words import REASON_CATEGORIES, category_words
from tests.milestones.conftest import By
from tests.milestones.reporting import ON, Report
from tests.refusals import owed, refusing

MARCH, APRIL, MAY = date(2022, 3, 31), date(2022, 4, 29), date(2022, 5, 31)
SAYS_NOTHING = (
    "", ".", "…", "\u200b", "\u2060", "\x01", "\u202e\u200b.", "ok", "Lasttest", "aaaaaaaa bbbbbbbb", "12345 67890",
    "\u3164\u3164", "a. b.",
)  # fmt: skip
WHY = {"reason": "Die Abstimmung der Ressorts dauert an.", "reason_category": "decision"}


@pytest.mark.parametrize("reason", SAYS_NOTHING)
@pytest.mark.parametrize("forecast_on", [date(2022, 3, 30), date(2022, 4, 1)])
def test_a_reason_that_says_nothing_is_refused(report: Report, reason: str, forecast_on: date) -> None:
    with refusing(InvalidInput, owed(found("forecast.why-another"), reason), field="reason"):
        report("M1", forecast_on=forecast_on, reason=reason)

    assert MilestoneReport.objects.count() == 0


@pytest.mark.parametrize("reason", SAYS_NOTHING)
@pytest.mark.parametrize("forecast_on", [date(2022, 9, 1), date(2022, 11, 1), None])
def test_so_it_is_for_a_component(
    report: Report, operator: User, milestone: By, reason: str, forecast_on: date | None
) -> None:
    epayment = Component.objects.get(slug="epayment")
    first = report_component(by=operator, component=epayment, on=ON, forecast_on=date(2022, 9, 30), supersedes=None)

    with refusing(InvalidInput, owed(found("forecast.why-another"), reason), field="reason"):
        report_component(
            by=operator,
            component=epayment,
            on=ON,
            forecast_on=forecast_on,
            reason=reason,
            reason_category="contract",
            supersedes=first,
        )

    assert Delivery.objects.count() == 1


def test_a_component_asks_for_the_kind_of_reason_too(report: Report, operator: User, milestone: By) -> None:
    epayment = Component.objects.get(slug="epayment")
    first = report_component(by=operator, component=epayment, on=ON, forecast_on=date(2022, 9, 30), supersedes=None)

    with refusing(InvalidInput, found("reason.of-which-kind"), field="reason_category"):
        report_component(
            by=operator,
            component=epayment,
            on=ON,
            forecast_on=date(2022, 9, 1),
            reason="Es geht doch schneller.",
            supersedes=first,
        )


def test_whoever_gives_neither_hears_of_both_at_once(report: Report) -> None:
    with refusing(InvalidInput, found("forecast.why-another"), field="reason") as refused:
        report("M1", forecast_on=APRIL, reason="", reason_category="")

    others = [(other.finding, other.field) for other in refused.value.others]
    assert others == [(found("reason.of-which-kind"), "reason_category")]


@pytest.mark.parametrize(
    ("forecast_on", "precision"),
    [
        (date(2022, 4, 28), Precision.DAY),
        (date(2022, 5, 2), Precision.DAY),
        (APRIL, Precision.FROM_DAY),
        (APRIL, Precision.MONTH_END_FROM),
    ],
)
def test_later_earlier_and_rougher_are_changes(report: Report, forecast_on: date, precision: Precision) -> None:
    report("M1", forecast_on=APRIL, **WHY)

    with refusing(InvalidInput, found("forecast.why-another"), field="reason"):
        report("M1", on=date(2022, 2, 10), forecast_on=forecast_on, forecast_precision=precision)
    assert report("M1", on=date(2022, 2, 10), forecast_on=forecast_on, forecast_precision=precision, **WHY)


def test_a_date_taken_back_is_a_change(report: Report) -> None:
    report("LZA", forecast_on=date(2023, 6, 30))

    with refusing(InvalidInput, found("forecast.why-another"), field="reason"):
        report("LZA", on=date(2022, 2, 10), forecast_precision=Precision.NONE)


def test_what_is_cancelled_expects_nothing(report: Report) -> None:
    said = report("M4", state=State.CANCELLED, forecast_on=MAY, reason="Das Betriebskonzept entfällt ganz.")

    assert (said.forecast_on, said.forecast_precision) == (None, Precision.NONE)


def test_what_nobody_can_see_is_not_stored(report: Report) -> None:
    said = report(
        "M1",
        forecast_on=APRIL,
        reason="Die\u200b Abstimmung\u202e dauert\x01 an.",
        reason_category="decision",
        evidence="\u2066Vermerk\u2069 1",
        declaring_body="L\u200dDI",
    )

    assert (said.reason, said.evidence, said.declaring_body) == ("Die Abstimmung dauert an.", "Vermerk 1", "LDI")
    assert said.reason_category == "decision"


def test_a_declaration_needs_a_body_and_a_document_one_can_see(report: Report, release_app: None) -> None:
    reached = {"state": State.REACHED, "on": date(2022, 3, 15), "actual_on": date(2022, 3, 15)}
    for blank, given_too, code in (
        ("declaring_body", "evidence", "milestone.declared-by-whom"),
        ("evidence", "declaring_body", "milestone.declared-where"),
    ):
        with refusing(InvalidInput, found(code), field=blank):
            report("M2a", **reached, **{blank: "\u200b\u2060", given_too: "LDI"})


def test_another_kind_of_reason_does_not_exist(report: Report) -> None:
    with refusing(InvalidInput, found("reason.unknown-kind"), field="reason_category"):
        report("M1", forecast_on=APRIL, reason=WHY["reason"], reason_category="wetter")


def test_every_kind_has_its_words() -> None:
    assert set(REASON_CATEGORIES) == set(ReasonCategory)
    assert category_words("") == ""


forecasts = st.none() | st.dates(date(2022, 2, 1), date(2022, 12, 31))
precisions = st.sampled_from([Precision.DAY, Precision.FROM_DAY, Precision.MONTH_END_FROM, Precision.QUARTER])


@given(forecasts, precisions, forecasts, precisions)
def test_no_forecast_changes_without_a_word(
    was: date | None, was_how: Precision, becomes: date | None, how: Precision
) -> None:
    before = Before(MilestoneKind.DELIVERABLE, None, State.STARTED, due_day(was, was_how), was_how, None, ON)
    silent = MilestoneInput(State.STARTED, becomes, how)
    same = was is None or (due_day(was, was_how), was_how) == (due_day(becomes, how), how)

    if same:
        assert not changes_forecast(validate(silent, before, ON), before)
        return
    with pytest.raises(InvalidInput):
        validate(silent, before, ON)
    told = validate(replace(silent, reason=WHY["reason"], reason_category=WHY["reason_category"]), before, ON)
    assert told.reason == WHY["reason"]
