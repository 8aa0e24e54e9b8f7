"""What stands in the file: to the byte what the list's own download sends, with the rights of whoever asked."""

from __future__ import annotations

import errno
import os
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from accounts.actions import deactivate
from accounts.models import User
from accounts.roles import Role
from exports import files
from exports.actions import discard_export, tend_exports, write_next, writing
from exports.models import Export
from exports.states import ExportState, Failure
from ozgtracker import spreadsheet
from tests import factories
from tests.conftest import TODAY, ClientOf
from tests.dashboards.small import Small
from tests.exports.conftest import ROLLOUTS, Order, at_once, content

# The writer tells how far it is on a connection of its own.
pytestmark = pytest.mark.django_db(transaction=True)
PAST = date(2022, 5, 10)
LISTS = (
    "/rollouts/csv/",
    "/rollouts/csv/?paket=1&stand=live",
    "/rollouts/csv/?sortierung=verwaltung&wo=Ahrweiler",
    "/services/csv/",
    "/audit/csv/",
    "/people/csv/",
    "/mail/csv/",
)


@pytest.mark.parametrize("address", LISTS)
def test_a_file_is_to_the_byte_what_the_download_sends(
    told: Small, written: Order, client_of: ClientOf, ministry: User, address: str
) -> None:
    client = client_of(ministry)  # signing in is itself something that lists show
    export = written(address)

    assert (export.state, content(export)) == (ExportState.DONE, at_once(client, address))
    rows = content(export).decode().count("\r\n") - 1
    assert (export.rows_written, export.rows_expected, export.size) == (rows, rows, len(content(export)))


@pytest.mark.parametrize("address", [ROLLOUTS, "/rollouts/csv/?stand=live"])
def test_a_file_of_a_past_day_is_that_of_the_past_day(
    told: Small, written: Order, client_of: ClientOf, ministry: User, address: str
) -> None:
    export = written(address, day=PAST)

    past = f"{address}{'&' if '?' in address else '?'}stichtag={PAST.isoformat()}"
    assert content(export) == at_once(client_of(ministry), past)
    assert content(export) != at_once(client_of(ministry), address)
    assert export.day == PAST


def test_a_list_that_shows_only_today_is_of_the_day_it_was_written(told: Small, order: Order, ministry: User) -> None:
    export = order("/people/csv/", day=PAST)
    assert export.day == TODAY

    write_next(on=TODAY + timedelta(days=1))

    export.refresh_from_db()
    assert export.day == TODAY + timedelta(days=1)


def test_somebody_gets_the_rows_and_columns_of_the_own_role(told: Small, written: Order, client_of: ClientOf) -> None:
    administration = factories.person(Role.ADMIN)

    mine, theirs = written("/audit/csv/"), written("/audit/csv/", by=administration)

    assert content(theirs) == at_once(client_of(administration), "/audit/csv/")
    assert content(mine) != content(theirs)


def test_the_rows_are_counted_from_the_tally_and_read_in_a_fixed_number_of_statements(
    told: Small, order: Order
) -> None:
    order()
    write_next(on=TODAY)  # what is read once a process
    counted = []
    for address in ("/rollouts/csv/?leistung=10001", ROLLOUTS):
        export = order(address)
        with CaptureQueriesContext(connection) as statements:
            write_next(on=TODAY)
        export.refresh_from_db()
        counted.append((export.rows_written > 4, len(statements)))

    assert not any("COUNT(*)" in one["sql"] and "municipalities_rollout" in one["sql"] for one in statements)
    assert counted[0][1] == counted[1][1]
    assert [is_more for is_more, _statements in counted] == [False, True]


def test_the_writer_tells_how_far_it_is_while_it_reads(told: Small, order: Order) -> None:
    export, seen = order(), []

    def look(*_any: object) -> int:
        seen.append(Export.objects.values_list("state", "rows_written", "rows_expected").get(pk=export.pk))
        return 10**6

    with (
        patch.object(writing, "ROWS", 2),
        patch.object(writing, "SECONDS", -1.0),
        patch.object(writing, "free_megabytes", look),
    ):
        write_next(on=TODAY)

    export.refresh_from_db()
    everything = export.rows_expected
    assert everything is not None
    assert everything > 4
    assert seen == [("running", rows, everything) for rows in range(0, everything + 1, 2)]


def test_who_takes_the_order_back_while_it_is_written_leaves_nothing(told: Small, order: Order, folder: Path) -> None:
    export = order()

    def take_back(*_any: object) -> int:
        discard_export(export=Export.objects.get(pk=export.pk))
        return 10**6

    with (
        patch.object(writing, "ROWS", 2),
        patch.object(writing, "SECONDS", -1.0),
        patch.object(writing, "free_megabytes", take_back),
    ):
        assert write_next(on=TODAY)

    assert (Export.objects.count(), list(folder.iterdir())) == (0, [])


def test_where_room_gets_short_it_stops_before_the_disk_is_full(
    told: Small, order: Order, folder: Path, settings: Settings
) -> None:
    export, settings.FREE_SPACE_MB = order(), 10**9

    with patch.object(writing, "ROWS", 2), patch.object(writing, "SECONDS", -1.0):
        write_next(on=TODAY)

    export.refresh_from_db()
    assert (export.state, export.failure, list(folder.iterdir())) == (ExportState.FAILED, Failure.SPACE, [])


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), Failure.SPACE),
        (OSError(errno.EIO, os.strerror(errno.EIO)), Failure.BROKEN),
        (ValueError("a cell nobody can write"), Failure.BROKEN),
    ],
)
def test_what_fails_is_said_by_its_kind_and_leaves_no_file(
    told: Small, order: Order, folder: Path, error: Exception, failure: Failure
) -> None:
    export = order()

    with patch.object(spreadsheet, "lines", side_effect=error):
        write_next(on=TODAY)

    export.refresh_from_db()
    assert (export.state, export.failure, list(folder.iterdir())) == (ExportState.FAILED, failure, [])
    assert Export.objects.lost().count() == 0


def test_who_has_lost_the_list_meanwhile_gets_no_file(told: Small, order: Order, ministry: User) -> None:
    closed, other = order("/audit/csv/"), factories.person(Role.ADMIN)
    elsewhere = order("/audit/csv/", by=other)
    deactivate(by=factories.person(Role.ADMIN), person=ministry, on=TODAY)
    User.objects.filter(pk=other.pk).update(role=Role.STEERING)

    assert [write_next(on=TODAY) for _ in range(3)] == [True, True, False]

    for export in (closed, elsewhere):
        export.refresh_from_db()
        assert (export.state, export.failure) == (ExportState.FAILED, Failure.RIGHTS)
        assert not files.file_of(export.token).exists()


def test_tending_finds_nothing_to_do_where_all_is_well(told: Small, written: Order) -> None:
    written()

    assert tend_exports() == (0, 0)
