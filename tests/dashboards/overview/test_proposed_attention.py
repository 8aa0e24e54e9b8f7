"""What one side proposes and what contradicts need attention, each with a sign and a word of its own."""

from __future__ import annotations

from datetime import date

from accounts.roles import Side
from dashboards.figures.plan import plan_on
from dashboards.overview.page import situation
from dashboards.parts.lanes import lanes
from milestones.actions import propose_report
from milestones.models import Milestone
from milestones.reported import MilestoneInput
from milestones.states import State
from ozgtracker.ui.as_of import AsOf
from reports.issue.composing import compose
from tests.dashboards.small import Small, deliver

TODAY, JUNE = date(2022, 6, 15), date(2022, 6, 8)
PACKAGE_2 = "Inbetriebsetzung mit allen Basiskomponenten: Paket 2"


def late(small: Small) -> None:
    """Package 2 keeps its day, and ePayment comes after it."""
    small.plan_says(
        "start-paket-2", JUNE, State.STARTED, forecast_on=date(2022, 10, 28), reason="ePayment kommt später."
    )
    for slug in ("nutzerkonto", "verwaltungsportal", "signatur"):
        deliver(slug, JUNE, forecast_on=date(2022, 9, 30))
    deliver("epayment", JUNE, forecast_on=date(2022, 11, 15))


def test_a_contradiction_stands_under_attention_in_lanes_and_report(small: Small, at: AsOf) -> None:
    late(small)

    shown = situation(AsOf(TODAY, TODAY))
    found = {one.title: one for one in shown.attention if one.look.slug == "contradictory"}
    plan = plan_on(at)
    assert plan is not None
    drawn = {mark.label: mark.words for mark in lanes(plan, at, chart_id="x").marks}
    paper = compose(number=1, month=date(2022, 6, 1), on=date(2022, 7, 1), demonstration=False)
    rows = {row.title: row.reason for phase in paper.phases for row in phase.rows}
    duties = {duty.title: duty.light for side in paper.sides for duty in side.duties}

    assert list(found) == [PACKAGE_2]
    assert (found[PACKAGE_2].look.sign, found[PACKAGE_2].look.label) == ("≠", "widersprüchlich")
    assert "erwartet erst am 15.11.2022." in found[PACKAGE_2].text
    assert drawn[PACKAGE_2] == "28.10.2022, ≠\u00a0widersprüchlich"
    assert "≠ widersprüchlich: Setzt „Technische Infrastruktur" in rows[PACKAGE_2]
    assert duties[PACKAGE_2] == "widersprüchlich"
    assert situation(AsOf(date(2022, 6, 7), TODAY)).attention != shown.attention


def test_a_proposal_waits_for_the_other_side(small: Small) -> None:
    milestone = Milestone.objects.select_related("plan").get(slug="start-paket-2")
    said = MilestoneInput(State.CANCELLED, reason="Der Haushalt gibt es nicht her.")
    propose_report(by=small.ministry, milestone=milestone, on=JUNE, said=said, supersedes=None)

    found = [one for one in situation(AsOf(TODAY, TODAY)).attention if one.look.slug == "proposed"]

    assert [(one.side, one.title, one.look.sign) for one in found] == [(Side.KOMMUNEN, PACKAGE_2, "⇄")]
    assert found[0].text.startswith("Vorgeschlagen von Land (A. Ministry) am 08.06.2022: entfallen.")
