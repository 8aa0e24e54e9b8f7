"""Who reports while somebody else confirms waits for them, instead of both for each other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from municipalities.actions import confirm_unchanged, report_rollout
from municipalities.models import Rollout, RolloutReport
from municipalities.rollout_states import RolloutState
from ozgtracker.errors import LostRace
from tests.municipalities.small_world import World

TODAY = date(2022, 6, 15)

pytestmark = pytest.mark.django_db(transaction=True)


def waiting() -> int:
    """How many transactions of this database wait for a lock."""
    with connection.cursor() as cursor:
        # Within a transaction the view shows what it showed first.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        (number,) = cursor.fetchone() or (0,)
    return int(number)


def until_waiting(number: int) -> None:
    """Return once so many wait."""
    end = monotonic() + 10
    while waiting() != number:
        assert monotonic() < end
        sleep(0.02)


def elsewhere[T](pool: ThreadPoolExecutor, call: Callable[[], T]) -> Future[T]:
    """The call in a thread and connection of its own."""

    def run() -> T:
        try:
            return call()
        finally:
            connection.close()

    return pool.submit(run)


def test_a_report_on_what_is_being_confirmed_is_told_so(transactional_db: None, small: World) -> None:
    for ozg_id in ("10001", "10002"):
        report_rollout(
            by=small.officer, rollout=small.rollout(ozg_id), on=date(2022, 5, 10),
            state=RolloutState.PLANNED, supersedes=None,
        )  # fmt: skip
    first, second = sorted((small.rollout("10001"), small.rollout("10002")), key=lambda row: row.pk)

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            # Whoever confirms gets the first row, and waits for the second; then comes the report on the first.
            Rollout.objects.select_for_update().get(pk=second.pk)
            confirming = elsewhere(pool, lambda: confirm_unchanged(by=small.officer, authority=small.town, on=TODAY))
            until_waiting(1)
            reporting = elsewhere(
                pool,
                lambda: report_rollout(
                    by=small.officer, rollout=first, on=TODAY, state=RolloutState.READY, supersedes=first.last_report
                ),
            )
            until_waiting(2)

        assert confirming.result(10) == 2
        refused = reporting.exception(10)

    assert isinstance(refused, LostRace)
    assert refused.current == Rollout.objects.get(pk=first.pk).last_report
    assert RolloutReport.objects.count() == 4
