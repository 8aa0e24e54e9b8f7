"""The version of what pages show: the same only where every visible row is the same, however transactions end."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from ozgtracker import changes, heartbeats
from ozgtracker.models import SeenDay
from tests.database_roles import APPLICATION, as_owner, conninfo
from tests.settled import settled

pytestmark = pytest.mark.django_db(transaction=True)
ROW = "INSERT INTO ozgtracker_seenday (day) VALUES ('2022-06-15')"


@pytest.fixture
def others() -> Iterator[tuple[psycopg.Connection, psycopg.Connection]]:
    """Two more who work on the same database, each in a transaction of their own."""
    here = conninfo(APPLICATION, str(connection.settings_dict["NAME"]))
    with psycopg.connect(here) as one, psycopg.connect(here) as other:
        yield one, other
        one.rollback()
        other.rollback()


def test_every_table_but_those_nobody_is_shown_notes_its_changes() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'page_change')"
            " FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
        )
        watched = dict(cursor.fetchall())

    assert {name for name, notes in watched.items() if not notes} == changes.UNSHOWN
    assert {name for name, notes in watched.items() if notes} == changes.names()


def test_the_version_moves_with_every_kind_of_change_and_stands_still_between() -> None:
    settled()
    seen = [changes.version(), changes.version()]
    row = SeenDay.objects.create(day="2022-06-15")
    seen.append(changes.version())
    SeenDay.objects.filter(pk=row.pk).update(day="2022-06-16")
    seen.append(changes.version())
    row.delete()
    seen.append(changes.version())

    assert seen[0] == seen[1]
    assert len(set(seen[1:])) == 4


def test_what_no_page_shows_does_not_move_it() -> None:
    SeenDay.objects.create(day="2022-06-15")
    settled()
    before = changes.version()

    heartbeats.beat(heartbeats.WORKER)
    changes.forget()

    assert changes.version() == before


def test_a_change_that_is_taken_back_does_not_move_it(
    others: tuple[psycopg.Connection, psycopg.Connection],
) -> None:
    SeenDay.objects.create(day="2022-06-15")
    settled()
    before = changes.version()

    others[0].execute(ROW)
    others[0].rollback()

    assert changes.version() == before


def test_the_end_of_an_older_transaction_elsewhere_makes_another_version_of_the_same_rows(
    others: tuple[psycopg.Connection, psycopg.Connection],
) -> None:
    others[0].execute("SELECT pg_current_xact_id()")
    SeenDay.objects.create(day="2022-06-15")
    before = changes.version()

    others[0].rollback()
    settled()

    assert (changes.version() == before, changes.version() == before.rpartition(" ")[0]) == (False, True)


def test_a_change_after_one_that_was_taken_back_to_a_savepoint_is_noted(
    others: tuple[psycopg.Connection, psycopg.Connection],
) -> None:
    before = changes.version()

    with others[0].transaction():
        others[0].execute("SAVEPOINT one")
        others[0].execute(ROW)
        others[0].execute("ROLLBACK TO SAVEPOINT one")
        others[0].execute(ROW)

    assert changes.version() != before


def test_who_began_first_and_commits_last_moves_it_although_a_later_one_was_seen(
    others: tuple[psycopg.Connection, psycopg.Connection],
) -> None:
    first, last = others
    first.execute(ROW)
    last.execute(ROW)
    last.commit()
    between = changes.version()

    first.commit()

    assert changes.version() != between


def test_a_change_under_way_is_not_seen_until_it_is_there(
    others: tuple[psycopg.Connection, psycopg.Connection],
) -> None:
    SeenDay.objects.create(day="2022-06-15")
    settled()
    before = changes.version()
    others[0].execute(ROW)
    assert changes.version() == before

    others[0].commit()

    assert changes.version() != before


def test_rows_of_another_cluster_hide_no_change() -> None:
    """A restored dump brings numbers that no transaction here has reached."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ozgtracker_page_change (name, xid)"
            " SELECT 'ozgtracker_seenday', (pg_current_xact_id()::text::bigint + 1000000)::text::xid8"
        )
    SeenDay.objects.create(day="2022-06-15")
    settled()
    before = changes.version()
    SeenDay.objects.create(day="2022-06-16")

    assert changes.version() != before


def test_old_changes_are_forgotten_and_the_version_stays() -> None:
    for day in ("2022-06-13", "2022-06-14", "2022-06-15"):
        SeenDay.objects.create(day=day)
    settled()
    before = changes.version()

    changes.forget()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT name) FROM ozgtracker_page_change"
            " WHERE xid < pg_snapshot_xmax(pg_current_snapshot())"
        )
        assert cursor.fetchone() == (len(changes.names()), len(changes.names()))
    assert changes.version() == before


def test_a_table_has_its_own_version() -> None:
    settled()
    before = changes.versions()
    SeenDay.objects.create(day="2022-06-15")
    after = changes.versions()
    mine, other = ["ozgtracker_seenday"], ["services_service", "services_package"]

    assert before.of(mine) != after.of(mine)
    assert before.of(other) == after.of(other)
    assert before.of([*mine, *other]) != after.of([*mine, *other])
    assert (after.of(mine), before.of([])) == (after.of(changes.names()), after.of([]))


def test_a_table_whose_changes_are_not_known_moves_with_every_other() -> None:
    """As after an older process of the application has forgotten them, until the next heartbeat."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ozgtracker_page_change WHERE name = 'services_service'")
    settled()
    before = changes.versions()
    SeenDay.objects.create(day="2022-06-15")
    after = changes.versions()
    changes.forget()
    known = changes.versions()

    assert before.of(["services_service"]) != after.of(["services_service"])
    assert "services_service" in known.newest


def test_the_tables_of_a_statement_are_known_by_their_names() -> None:
    assert changes.tables_in('SELECT 1 FROM "services_service" AS s, services_package p WHERE s.x = %s') == {
        "services_service",
        "services_package",
    }
    assert changes.tables_in("SELECT * FROM django_session") == frozenset()


def test_a_request_that_reads_asks_once_and_the_next_one_anew(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with changes.asked_once(), django_assert_num_queries(1):
        first = [changes.version(), changes.version()]
    SeenDay.objects.create(day="2022-06-15")
    with changes.asked_once():
        second = changes.version()

    assert (first[0] == first[1], second == first[0]) == (True, False)
