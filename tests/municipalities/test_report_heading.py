"""The heading of the officer's page counts in German."""

from __future__ import annotations

from datetime import date

from municipalities.actions import report_rollout
from municipalities.rollout_states import RolloutState
from tests.conftest import ClientOf
from tests.municipalities.small_world import World


def test_the_only_service_is_one(small: World, client_of: ClientOf) -> None:
    report_rollout(
        by=small.officer,
        rollout=small.rollout("10001"),
        on=date(2022, 6, 15),
        state=RolloutState.PLANNED,
        supersedes=None,
    )
    small.rollout("10002").delete()

    body = client_of(small.officer).get("/report/").content.decode()

    assert "Die eine Leistung ist im Juni gemeldet." in body
