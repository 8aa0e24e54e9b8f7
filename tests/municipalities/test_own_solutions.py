"""What runs elsewhere, what cannot run at all, and what is live by word alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from municipalities.actions import confirm_unchanged, report_rollout
from municipalities.gate_queries import explain
from municipalities.models import Rollout, RolloutReport
from municipalities.rollout_states import RolloutState
from ozgtracker.errors import Blocked, InvalidInput
from ozgtracker.findings import found
from ozgtracker.ui.as_of import AsOf
from tests.municipalities.conftest import Ready
from tests.municipalities.small_world import World
from tests.refusals import refusing

TODAY = date(2022, 6, 15)
MAY = date(2022, 5, 10)


def say(small: World, ozg_id: str = "10001", **values: Any) -> RolloutReport:
    """The officer of the town reports, following what stands."""
    rollout = small.rollout(ozg_id)
    given: dict[str, Any] = {"by": small.officer, "rollout": rollout, "on": TODAY, "supersedes": rollout.last_report}
    return report_rollout(**(given | values))


OWN: dict[str, Any] = {"state": RolloutState.LIVE, "is_own_solution": True, "evidence": "https://koblenz.example/1"}


def test_an_own_solution_is_live_without_the_gate(small: World) -> None:
    """It ran before the platform did, and needs none of its components."""
    report = say(small, "10002", live_on=date(2021, 6, 1), **OWN)

    row = small.rollout("10002")
    assert (row.state, row.live_on, row.is_own_solution, row.evidence) == (
        "live", date(2021, 6, 1), True, "https://koblenz.example/1",
    )  # fmt: skip
    assert [condition.finding for condition in explain(row, TODAY)] == [
        found("gate.own-solution"),
        found("authority.live", day=date(2021, 6, 1)),
    ]
    assert report.is_own_solution


def test_an_own_solution_has_an_address(small: World) -> None:
    with refusing(InvalidInput, found("rollout.own-address"), field="evidence"):
        say(small, live_on=date(2021, 6, 1), **OWN | {"evidence": ""})
    report = say(small, live_on=date(2021, 6, 1), **OWN)
    with pytest.raises(IntegrityError, match="own_has_address"), transaction.atomic():
        RolloutReport.objects.create(
            rollout=report.rollout, said_on=TODAY, state="live", live_on=TODAY, is_own_solution=True,
            by=small.officer, supersedes=report,
        )  # fmt: skip


def test_moving_from_an_own_solution_to_the_platform_passes_the_gate(small: World, ready: Ready) -> None:
    """Otherwise one report would open the gate for the next; the first day stays, for it was live all the time."""
    say(small, live_on=date(2021, 6, 1), on=MAY, **OWN)

    with refusing(Blocked, found("rollout.not-live-yet", service=small.rollout("10001").service.name)):
        say(small, state=RolloutState.LIVE)
    ready("app", TODAY)
    moved = say(small, state=RolloutState.LIVE)

    assert (moved.live_on, moved.is_own_solution) == (date(2021, 6, 1), False)


def test_a_click_keeps_the_own_solution_and_its_address(small: World) -> None:
    say(small, live_on=date(2021, 6, 1), on=MAY, **OWN)

    assert confirm_unchanged(by=small.officer, authority=small.town, on=TODAY) == 1

    row = small.rollout("10001")
    assert (row.is_own_solution, row.evidence, row.reported_on) == (True, "https://koblenz.example/1", TODAY)


@pytest.mark.parametrize("state", [RolloutState.NOT_COMPETENT, RolloutState.NOT_DIGITISABLE])
def test_where_there_is_nothing_to_do_the_gate_plays_no_part(small: World, state: RolloutState) -> None:
    say(small, "10002", state=state, reason="Das macht der Landkreis.")

    (condition,) = explain(small.rollout("10002"), TODAY)
    assert (condition.name, condition.met) == ("authority", False)


@pytest.mark.parametrize(
    ("maturity", "evidence", "lacks"),
    [(3, "https://koblenz.example/1", 0), (None, "https://koblenz.example/1", 1), (3, "", 1), (None, "", 1)],
)
def test_live_by_word_alone_is_accepted_and_found(
    small: World, ready: Ready, maturity: int | None, evidence: str, lacks: int
) -> None:
    ready("app", MAY)
    say(small, state=RolloutState.LIVE, live_on=MAY, on=MAY, maturity=maturity, evidence=evidence)
    say(small, "10002", state=RolloutState.READY)

    for day in (TODAY, date(2022, 6, 1)):
        rows = Rollout.objects.filter(authority=small.town).as_of(AsOf(day, TODAY))
        assert (rows.without_evidence().count(), rows.with_evidence().count()) == (lacks, 1 - lacks)
