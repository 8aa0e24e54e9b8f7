"""Two editors at once on real PostgreSQL: the second is refused by the database and gets both values."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from municipalities.actions import confirm_unchanged, report_rollout, sync_rollouts
from municipalities.models import Rollout, RolloutReport
from municipalities.rollout_states import RolloutState
from ozgtracker.errors import LostRace
from tests.municipalities.small_world import World

TODAY = date(2022, 6, 15)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once[T](*calls: Callable[[], T]) -> list[T | Exception]:
    """Each call in a thread and connection of its own, all let go at the same moment."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], T]) -> T | Exception:
        barrier.wait(10)
        try:
            return call()
        except Exception as error:  # noqa: BLE001 - the test looks at what it was
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.mark.parametrize("has_first", [False, True])
def test_one_of_two_reports_wins_and_the_other_sees_it(transactional_db: None, small: World, has_first: bool) -> None:
    def say(state: RolloutState, rollout: Rollout) -> RolloutReport:
        return report_rollout(by=small.officer, rollout=rollout, on=TODAY, state=state, supersedes=rollout.last_report)

    if has_first:
        say(RolloutState.PLANNED, small.rollout("10001"))
    seen = small.rollout("10001")

    outcomes = at_once(
        *(lambda state=state: say(state, seen) for state in (RolloutState.IN_PROGRESS, RolloutState.READY))
    )

    winners = [outcome for outcome in outcomes if isinstance(outcome, RolloutReport)]
    losers = [outcome for outcome in outcomes if isinstance(outcome, LostRace)]
    assert (len(winners), len(losers)) == (1, 1), outcomes
    assert losers[0].current == winners[0]
    assert small.rollout("10001").last_report == winners[0]
    assert RolloutReport.objects.count() == 1 + has_first


def test_a_click_on_unchanged_never_overwrites_a_report(transactional_db: None, small: World) -> None:
    for ozg_id in ("10001", "10002"):
        report_rollout(
            by=small.officer, rollout=small.rollout(ozg_id), on=date(2022, 5, 10),
            state=RolloutState.PLANNED, supersedes=None,
        )  # fmt: skip
    seen = small.rollout("10001")

    at_once(
        lambda: report_rollout(
            by=small.officer, rollout=seen, on=TODAY, state=RolloutState.READY, supersedes=seen.last_report
        ),
        lambda: confirm_unchanged(by=small.officer, authority=small.town, on=TODAY),
    )

    for row in Rollout.objects.filter(last_report__isnull=False).select_related("last_report"):
        heads = RolloutReport.objects.filter(rollout=row, superseded_by__isnull=True)
        assert [row.last_report] == list(heads)
        assert row.last_report is not None
        assert row.state == row.last_report.state


def test_syncing_twice_at_once_adds_each_pair_once(transactional_db: None, small: World) -> None:
    Rollout.objects.all().delete()

    outcomes = at_once(lambda: sync_rollouts(on=TODAY), lambda: sync_rollouts(on=TODAY))

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert Rollout.objects.count() == 7
