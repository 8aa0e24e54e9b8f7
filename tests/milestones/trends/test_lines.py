"""The line of each milestone, and what it says: of reports, of components, of corrections, of silence."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import User
from milestones.models import Plan
from milestones.status import plan_status
from milestones.trend import Pattern, Trend
from milestones.trends.lines import lines_of
from ozgtracker.ui.as_of import AsOf
from services.actions import report_component
from services.models import Component
from services.models import Delivery as Word
from tests.conftest import TODAY
from tests.milestones.conftest import By
from tests.milestones.reporting import Report
from tests.milestones.trends.conftest import MAY, MONTHS

AT = AsOf(TODAY, TODAY)


def trends(plan: Plan, at: AsOf = AT) -> dict[str, Trend]:
    """What each line says, by the code of its milestone."""
    return {line.code: line.trend for line in lines_of(plan_status(plan, at))}


def test_the_worked_example(platform: None, plan: Plan) -> None:
    assert trends(plan)["M2a"] == Trend(Pattern.RISING, 43, was_late=True)


def test_a_jump_on_the_due_day_is_a_late_jump(handbook: None, plan: Plan) -> None:
    assert trends(plan)["M4"] == Trend(Pattern.LATE_JUMP, 30)


def test_whoever_is_silent_for_too_long_is_told_as_silent_and_only_then(handbook: None, plan: Plan) -> None:
    after = [TODAY + timedelta(days=days) for days in (30, 31)]

    assert [(day - MAY).days for day in after] == [45, 46]
    assert [trends(plan, AsOf(day, day))["M4"].pattern for day in after] == [Pattern.LATE_JUMP, Pattern.STOPPED]


def test_an_aggregate_moves_with_its_components_and_one_word_a_month_counts(
    plan: Plan, catalogue: None, ministry: User, operator: User
) -> None:
    def say(slug: str, on: date, expected: date) -> None:
        component = Component.objects.get(slug=slug)
        by = operator if component.responsible == "ldi" else ministry
        report_component(
            by=by, component=component, on=on, forecast_on=expected, supersedes=Word.objects.latest_of(component),
            reason="Der Vertrag fehlt.", reason_category="contract",
        )  # fmt: skip

    agreed = date(2022, 9, 30)
    for slug in Component.objects.in_scope().values_list("slug", flat=True):
        say(slug, MONTHS[0], agreed)
    for day in MONTHS[1:]:
        say("epayment", day, agreed)
    for number, expected in ((2, agreed), (16, agreed), (31, date(2022, 10, 28))):
        say("epayment", date(2022, 5, number), expected)

    assert trends(plan)["M2"] == Trend(Pattern.RISING, 28, continued_on=date(2023, 3, 4))


def test_what_was_said_by_mistake_is_no_point_of_the_line(plan: Plan, report: Report, milestone: By) -> None:
    report("M4", on=MONTHS[0], forecast_on=MAY)
    report("M4", on=MONTHS[1], forecast_on=date(2022, 12, 1), reason="Die Abstimmung dauert länger.")
    report("M4", on=MONTHS[2], forecast_on=MAY, reason="Das Jahr war vertippt.", is_correction=True)

    def dates(day: date) -> list[tuple[date, date]]:
        lines = lines_of(plan_status(plan, AsOf(day, TODAY)))
        return [(point.said_on, point.expected_on) for line in lines if line.code == "M4" for point in line.points]

    assert dates(TODAY) == [(date(2021, 12, 21), MAY), (MONTHS[0], MAY), (MONTHS[2], MAY)]
    # Until it was corrected it stood there.
    assert dates(MONTHS[1])[-1] == (MONTHS[1], date(2022, 12, 1))
