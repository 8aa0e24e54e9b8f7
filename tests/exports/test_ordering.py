"""Asking for a file: twice is once, several are too many, and what came to nothing can be tried again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from celery import current_app
from django.db import connection
from django.http import Http404
from kombu.simple import SimpleQueue

from accounts.models import User
from accounts.roles import Role
from exports import files
from exports.actions import discard_export, forget_exports, restart_export, tend_exports
from exports.models import Export
from exports.permissions import MOST_UNDER_WAY
from exports.states import ExportState, Failure
from ozgtracker import clock
from ozgtracker.errors import Blocked
from tests import factories
from tests.conftest import TODAY
from tests.dashboards.small import Small
from tests.exports.conftest import ROLLOUTS, Order

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def queue_of(name: str) -> Iterator[SimpleQueue]:
    """A queue of the real broker, empty."""
    with current_app.connection_for_read() as link, link.SimpleQueue(name) as queue:
        assert isinstance(queue, SimpleQueue)
        queue.clear()
        yield queue
        queue.clear()


def taken(queue: SimpleQueue) -> list[dict[str, Any]]:
    """The heads of every message that waits; afterwards none does."""
    found = []
    with suppress(queue.Empty):
        while True:
            message = queue.get_nowait()
            message.ack()
            found.append(message.headers)
    return found


def test_it_goes_to_the_queue_of_its_own_and_to_no_other(told: Small, order: Order) -> None:
    with queue_of("exports") as own, queue_of(current_app.conf.task_default_queue) as others:
        export = order("/rollouts/csv/?stand=live")

        assert ([one["task"] for one in taken(own)], taken(others)) == (["exports.write"], [])
    assert (export.title, export.narrowed, export.day, export.state) == (
        "Ausspielungen",
        "Stand: live",
        TODAY,
        ExportState.QUEUED,
    )


def test_the_same_list_under_way_is_not_begun_twice(told: Small, order: Order) -> None:
    first = order()

    assert order() == first
    assert {order(day=date(2022, 5, 10)), order("/rollouts/csv/?stand=live")} & {first} == set()
    assert Export.objects.count() == 3


def test_two_presses_at_the_same_moment_are_one(told: Small, order: Order) -> None:
    ids: list[int] = []

    def press() -> None:
        ids.append(order().pk)
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert (len(ids), len(set(ids)), Export.objects.count()) == (4, 1, 1)


def test_one_that_is_done_may_be_asked_for_anew(told: Small, written: Order, order: Order) -> None:
    assert written() != order()


def test_somebody_who_has_many_under_way_waits(told: Small, order: Order) -> None:
    for state in ("live", "planned", "later"):
        order(f"/rollouts/csv/?stand={state}")

    with pytest.raises(Blocked) as refused:
        order()

    assert refused.value.finding.facts == {"most": MOST_UNDER_WAY}
    assert order(by=factories.person(Role.STEERING)).state == ExportState.QUEUED


@pytest.mark.parametrize("address", ["/nirgends/", "/rollouts/", "/healthz", "/", "", "/exports/", "/konto/logout/"])
def test_only_a_list_that_is_declared_is_written(told: Small, order: Order, address: str) -> None:
    with pytest.raises(Http404):
        order(address)


def test_a_list_somebody_may_not_see_does_not_exist(told: Small, order: Order) -> None:
    with pytest.raises(Http404):
        order("/audit/csv/", by=factories.person(Role.STEERING))
    with pytest.raises(Http404):
        order(by=factories.person(Role.MINISTRY, is_active=False))

    assert Export.objects.count() == 0


def test_what_came_to_nothing_is_tried_again_once(told: Small, order: Order, ministry: User) -> None:
    export = order()
    Export.objects.update(state=ExportState.FAILED, failure=Failure.BROKEN, rows_written=3, rows_expected=9)

    for _ in range(2):
        restart_export(by=ministry, export=export, on=TODAY)

    export.refresh_from_db()
    found = (export.state, export.failure, export.rows_written, export.rows_expected)
    assert found == (ExportState.QUEUED, "", 0, None)


def test_it_is_not_tried_again_where_the_same_is_under_way_anew(told: Small, order: Order, ministry: User) -> None:
    failed = order()
    Export.objects.update(state=ExportState.FAILED, failure=Failure.BROKEN)
    order()

    restart_export(by=ministry, export=failed, on=TODAY)

    failed.refresh_from_db()
    assert failed.state == ExportState.FAILED


def test_what_is_done_is_not_written_again(told: Small, written: Order, ministry: User) -> None:
    export = written()

    restart_export(by=ministry, export=export, on=TODAY)

    export.refresh_from_db()
    assert export.state == ExportState.DONE


def test_what_nobody_wants_is_gone_with_its_file(told: Small, written: Order, folder: Path) -> None:
    export = written()
    assert len(list(folder.iterdir())) == 1

    discard_export(export=export)

    assert (Export.objects.count(), list(folder.iterdir())) == (0, [])


def test_what_waits_is_handed_over_again_every_minute(told: Small, order: Order) -> None:
    order()
    with queue_of("exports") as queue:
        assert tend_exports() == (0, 1)

        found = [(one["task"], one["expires"] is not None) for one in taken(queue)]
    # One that nobody took within a minute says no more than the next.
    assert found == [("exports.write", True)]


def test_while_the_broker_is_away_it_is_kept_and_handed_over_later(told: Small, ministry: User, order: Order) -> None:
    with patch.object(current_app, "send_task", side_effect=OSError("away")):
        export = order()

    assert list(Export.objects.queued()) == [export]
    assert tend_exports() == (0, 1)


def test_at_night_old_files_and_those_of_people_without_access_go(
    told: Small, written: Order, order: Order, folder: Path
) -> None:
    leaver = factories.person(Role.STEERING)
    kept, old, theirs = written(), written(ROLLOUTS + "?stand=live"), written(by=leaver)
    waiting = order("/services/csv/", on=TODAY - timedelta(days=7))
    Export.objects.filter(pk=kept.pk).update(ordered_on=TODAY - timedelta(days=6))
    Export.objects.filter(pk=old.pk).update(ordered_on=TODAY - timedelta(days=7))
    User.objects.filter(pk=leaver.pk).update(is_active=False)

    gone = [forget_exports(moment=clock.instant(), on=TODAY) for _ in range(2)]

    assert (gone, list(Export.objects.all())) == ([3, 0], [kept])
    assert list(folder.iterdir()) == [files.file_of(kept.token)]
    assert {old, theirs, waiting} & set(Export.objects.all()) == set()


def test_at_night_a_file_without_a_row_goes_once_it_is_old(told: Small, written: Order, folder: Path) -> None:
    export = written()
    Export.objects.all().delete()

    forget_exports(moment=clock.instant(), on=TODAY)
    assert list(folder.iterdir()) == [files.file_of(export.token)]
    forget_exports(moment=clock.instant() + timedelta(days=9), on=TODAY)

    assert list(folder.iterdir()) == []
