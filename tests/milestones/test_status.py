"""Where the plan stands on a day: one function for pages, report and overview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from accounts.models import User
from accounts.roles import Side
from milestones.actions import flag_overdue, release_deliverable, report_milestone
from milestones.light import Light
from milestones.models import BaselineDate, Milestone, Plan
from milestones.states import State
from milestones.status import plan_status
from ozgtracker.findings import found as a_finding
from ozgtracker.ui.as_of import AsOf
from services.actions import report_component
from services.models import Component, Delivery
from tests.milestones.conftest import By
from tests.milestones.reporting import Agree, Report

ON = date(2022, 2, 10)


def last_word(component: Component) -> Delivery:
    return Delivery.objects.filter(component=component).latest("pk")


def status(plan: Plan, code: str, day: date = ON) -> Any:
    found = plan_status(plan, AsOf(day, date(2022, 6, 15)))
    return next(row for row in found.milestones if row.milestone.code == code)


# -- the whole


def test_the_day_before_nothing_was_agreed_yet_whatever_we_know_today(plan: Plan) -> None:
    found = plan_status(plan, AsOf(date(2021, 12, 20), date(2022, 6, 15)))

    assert {(row.agreed_words, row.assessment.reason.code) for row in found.counted} == {("–", "light.not-agreed-yet")}
    assert found.is_before_plan
    assert not plan_status(plan, AsOf(date(2021, 12, 21), date(2022, 6, 15))).is_before_plan


def test_on_the_day_it_was_agreed_nothing_is_reached_and_nothing_late(plan: Plan) -> None:
    found = plan_status(plan, AsOf(date(2021, 12, 21), date(2022, 6, 15)))

    assert [row.milestone.code for row in found.counted] == ["M1", "M2a", "M2", "M3", "P2", "M4", "L1"]
    assert (found.reached, found.overdue, found.is_past) == ((), (), True)
    assert {row.milestone.code: row.assessment.light.value for row in found.milestones} == {
        "M1": "grey",
        "M2a": "grey",
        "M2": "grey",
        "M3": "grey",
        "P2": "grey",
        "P3": "stream",
        "M4": "grey",
        "L1": "grey",
        "LZA": "undated",
        "M5": "statutory",
    }


def test_milestones_stand_in_their_phases(plan: Plan) -> None:
    found = plan_status(plan, AsOf(ON, ON))

    assert [
        (group.phase.number if group.phase else None, [row.milestone.code for row in group.milestones])
        for group in found.phases
    ] == [(1, ["M1"]), (2, ["M2a", "M2", "LZA"]), (3, ["M3", "P2", "P3", "L1"]), (4, ["M4"]), (None, ["M5"])]


def test_four_dates_in_the_words_of_the_plan(plan: Plan) -> None:
    start = status(plan, "M3")

    assert (start.original, start.agreed, start.forecast, start.actual) == (
        date(2022, 5, 31),
        date(2022, 5, 31),
        None,
        None,
    )
    assert (start.original_words, start.forecast_words, start.actual_words) == ("ab Ende Mai 2022", "–", "–")
    assert (start.responsible, start.responsible_label, start.contributor_labels) == (
        Side.JOINT,
        "Land und Kommunen",
        "LDI",
    )


def test_the_two_couplings_nobody_states(plan: Plan) -> None:
    found = plan_status(plan, AsOf(ON, ON))

    zero = {
        (link.predecessor.milestone.code, link.successor.milestone.code) for link in found.couplings if link.is_zero
    }
    assert zero == {("M4", "M3"), ("M2", "P2")}
    assert {
        (link.predecessor.milestone.code, link.agreed_buffer) for link in found.before(found.milestones[3].milestone)
    } == {
        ("M2a", 83),
        ("M4", 0),
        ("L1", 40),
    }


def test_a_red_hard_predecessor_makes_the_successor_yellow(plan: Plan, milestone: By, ministry: User) -> None:
    report_milestone(
        by=ministry,
        milestone=milestone("M3"),
        on=ON,
        state=State.STARTED,
        forecast_on=date(2022, 5, 31),
        supersedes=None,
    )

    waiting = status(plan, "M3")
    assert waiting.assessment.light is Light.YELLOW
    title = milestone("M2a").title
    assert waiting.assessment.reason == a_finding("light.held-up", milestones=(title,))
    expected = a_finding("lack.predecessor-expected", name=title, day=date(2022, 1, 31))
    assert [lack.finding for lack in waiting.lacks] == [expected]


def test_a_forecast_before_that_of_the_predecessor_is_flagged(
    plan: Plan, milestone: By, ministry: User, operator: User
) -> None:
    report_milestone(
        by=operator,
        milestone=milestone("M2a"),
        on=ON,
        state=State.STARTED,
        forecast_on=date(2022, 6, 30),
        reason="Der Lasttest dauert an.",
        reason_category="technology",
        supersedes=None,
    )

    link = next(
        link
        for link in plan_status(plan, AsOf(ON, ON)).after(milestone("M2a"))
        if link.successor.milestone.code == "M3"
    )
    assert (link.is_crossed, link.buffer, link.buffer_words) == (True, -20, "20 Arbeitstage zu spät")
    assert (link.is_hard, link.is_done, link.is_moot, link.agreed_buffer_words) == (
        True,
        False,
        False,
        "83 Arbeitstage",
    )


def test_what_was_reached_on_something_that_is_gone_is_contradictory(
    plan: Plan, declare: Callable[[], None], agree: Agree, operator: User
) -> None:
    """Nothing reopens it, and nobody else speaks for it: the contradiction is told until somebody corrects it."""
    declare()
    agree("M3", on=date(2022, 6, 7), state=State.REACHED, actual_on=date(2022, 6, 7))
    june = date(2022, 6, 10)
    assert [status(plan, code, june).contradiction for code in ("M2a", "M3")] == ["", ""]
    app = Component.objects.get(is_platform=True)
    reason = "Die Plattform steht seit gestern still."

    report_component(
        by=operator, component=app, on=june, forecast_on=date(2022, 7, 1), reason=reason, supersedes=last_word(app)
    )

    without = a_finding("light.reached-without", lacks=(a_finding("lack.component-gone", name=app.name),))
    found = {code: status(plan, code, june) for code in ("M2a", "M3", "P2")}
    assert {code: (one.is_reached, one.assessment.contradiction) for code, one in found.items()} == {
        "M2a": (True, without),
        "M3": (True, None),
        "P2": (False, None),
    }
    assert status(plan, "M2a", date(2022, 6, 9)).contradiction == ""


def test_a_follower_of_what_was_never_reached_is_contradictory(
    plan: Plan, declare: Callable[[], None], agree: Agree, report: Report
) -> None:
    declare()
    agree("M3", on=date(2022, 6, 7), state=State.REACHED, actual_on=date(2022, 6, 7))

    report(
        "M2a",
        on=date(2022, 6, 10),
        state=State.STARTED,
        forecast_on=date(2022, 7, 1),
        is_correction=True,
        reason="Gemeldet war die Erklärung einer anderen Stelle.",
    )

    title = "Betriebsbereitschaft der APP erklärt"
    lack = a_finding("lack.predecessor-expected", name=title, day=date(2022, 7, 1))
    without = a_finding("light.reached-without", lacks=(lack,))
    assert status(plan, "M3", date(2022, 6, 10)).assessment.contradiction == without


def test_a_late_component_reaches_what_waits_for_the_aggregate(
    plan: Plan, milestone: By, ministry: User, operator: User
) -> None:
    for component in Component.objects.in_scope():
        late = component.slug == "epayment"
        report_component(
            by=operator if component.responsible == "ldi" else ministry,
            component=component,
            on=ON,
            forecast_on=date(2022, 10, 7) if late else date(2022, 9, 30),
            supersedes=None,
        )
    report_milestone(
        by=ministry,
        milestone=milestone("P2"),
        on=ON,
        state=State.STARTED,
        forecast_on=date(2022, 9, 30),
        supersedes=None,
    )

    start = status(plan, "P2")
    title, october = "Technische Infrastruktur vollständig (ohne LZA)", date(2022, 10, 7)
    expected = a_finding("lack.predecessor-expected", name=title, day=october)
    assert [lack.finding for lack in start.lacks] == [expected]
    assert start.assessment.reason == a_finding("light.before-predecessor", predecessor=title, day=october)


def test_what_is_said_later_is_not_known_earlier(plan: Plan, milestone: By, operator: User) -> None:
    concept = milestone("M4").deliverables.get(slug="betriebskonzept")
    release_deliverable(
        by=operator, deliverable=concept, on=date(2022, 3, 1), released_on=date(2022, 2, 1), document="Konzept"
    )

    assert [one.released_on for one in status(plan, "M4", date(2022, 2, 28)).deliverables] == [None, None]
    assert [one.released_on for one in status(plan, "M4", date(2022, 3, 1)).deliverables] == [date(2022, 2, 1), None]


def test_the_number_of_queries_does_not_grow(plan: Plan, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(9):
        plan_status(plan, AsOf(ON, ON))

    last = plan.milestones.get(code="M5")
    for number in range(20):
        copy = Milestone.objects.get(pk=last.pk)
        copy.pk, copy.slug, copy.code, copy.kind = None, f"mehr-{number}", f"X{number}", "review"
        copy.save(force_insert=True)
        BaselineDate.objects.create(
            baseline=plan.baselines.get(), milestone=copy, date=date(2022, 12, 31), precision="day"
        )
    with django_assert_num_queries(9):
        assert len(plan_status(plan, AsOf(ON, ON)).milestones) == 30


# -- how things are called


def test_every_part_of_the_plan_has_a_name(plan: Plan, milestone: By) -> None:
    app = milestone("M2a")

    named = [
        plan,
        plan.phases.get(number=1),
        plan.baselines.get(),
        app,
        app.contributors.get(),
        app.baseline_dates.get(),
        milestone("LZA").baseline_dates.get(),
        app.successor_links.get(successor__code="M3"),
        milestone("M4").deliverables.get(slug="betriebskonzept"),
    ]
    assert [str(one) for one in named] == [
        "OZG-Meilensteinplanung Rheinland-Pfalz",
        "1 Konzeption",
        "Schreiben vom 21.12.2021",
        "Betriebsbereitschaft der APP erklärt",
        "Land",
        "Betriebsbereitschaft der APP erklärt: 31.01.2022",
        "Langzeitarchivierung: ohne Termin",
        "Betriebsbereitschaft der APP erklärt → Ausspielung beginnt: Paket 1",
        "Betriebskonzept",
    ]


def test_everything_that_happens_to_it_has_a_name(plan: Plan, milestone: By, operator: User) -> None:
    concept = milestone("M4").deliverables.get(slug="betriebskonzept")
    release = release_deliverable(by=operator, deliverable=concept, on=ON, released_on=ON, document="Konzept")
    said = report_milestone(
        by=operator,
        milestone=milestone("M4"),
        on=ON,
        state=State.STARTED,
        forecast_on=date(2022, 5, 31),
        supersedes=None,
    )
    flag_overdue(on=ON)

    assert [str(one) for one in (milestone("M2a").overdue_events.get(), said, release)] == [
        "Betriebsbereitschaft der APP erklärt überfällig seit 31.01.2022",
        "Betrieb vorbereitet: Betriebskonzept und Betriebshandbuch 10.02.2022",
        "Betriebskonzept 10.02.2022",
    ]
