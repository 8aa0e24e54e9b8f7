"""The pool of connections outlives a restart of PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier

import psycopg
import pytest
from django.db import connection
from django.test import Client
from psycopg.conninfo import make_conninfo


def drop_all() -> None:
    """What a restart of PostgreSQL does to the connections that lie in the pool."""
    names = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    where = {name: connection.settings_dict[key] or None for name, key in names.items()}
    with psycopg.connect(make_conninfo("", **where), autocommit=True) as outside:
        outside.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


@pytest.mark.django_db(transaction=True)
def test_nobody_gets_a_connection_the_database_has_dropped(client: Client) -> None:
    assert client.get("/impressum/").status_code == 200
    connection.close()

    drop_all()

    assert client.get("/impressum/").status_code == 200


def held_at_once(number: int) -> None:
    """Afterwards so many connections lie in the pool."""
    all_hold_one = Barrier(number)

    def hold() -> None:
        connection.ensure_connection()
        all_hold_one.wait(30)
        connection.close()

    with ThreadPoolExecutor(number) as people:
        for done in [people.submit(hold) for _ in range(number)]:
            done.result()


@pytest.mark.django_db(transaction=True)
def test_of_all_that_a_restart_has_cut_one_is_noticed_and_the_others_go_with_it(client: Client) -> None:
    connection.close()
    held_at_once(5)
    pool = connection.pool  # type: ignore[attr-defined]  # the wrapper for PostgreSQL
    before = pool.get_stats()

    drop_all()

    assert client.get("/impressum/").status_code == 200
    connection.close()
    after = pool.get_stats()
    assert before["pool_available"] >= 5
    assert after.get("connections_lost", 0) - before.get("connections_lost", 0) == 1


@pytest.mark.django_db(transaction=True)
def test_a_pool_that_is_only_busy_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    held_at_once(1)
    pool = connection.pool  # type: ignore[attr-defined]  # the wrapper for PostgreSQL
    monkeypatch.setattr(pool, "timeout", 0.2)
    taken = [pool.getconn() for _ in range(pool.max_size)]
    try:
        with ThreadPoolExecutor(1) as people:
            waiting = people.submit(held_at_once, 1)
            # Longer than one wait of the pool, shorter than the patience for a server that does not refuse.
            assert wait([waiting], timeout=1).done == set()
            pool.putconn(taken.pop())
            waiting.result(30)
    finally:
        for one in taken:
            pool.putconn(one)
