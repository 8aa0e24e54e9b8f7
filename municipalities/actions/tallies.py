"""The tallies follow what no trigger sees (competences, packages, needs), are closed nightly and can be made anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import connection, transaction

from municipalities.models import COLUMNS, GroupedService, MonthTally, PlaceTally, ServiceTally
from municipalities.tallies.sql import ALL, DIFFERENCES, GROUPS, PUT_IN, TAKE_OUT

_TABLES = (ServiceTally, PlaceTally, MonthTally)


@contextmanager
def recounted(rollouts: Sequence[int], *, since: date) -> Iterator[None]:
    """What happens until the end may change whether these rollouts count from that day on; the caller holds them."""
    for model in (ServiceTally, PlaceTally):
        model.objects.filter(is_balance=True, day__gte=since).delete()
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OUT, {"rollouts": list(rollouts)})
        yield
        cursor.execute(PUT_IN, {"rollouts": list(rollouts)})


def group_services() -> bool:
    """Notice which services count alike from now on; whether that is another answer than before."""
    before = set(GroupedService.objects.values_list("service", "group"))
    GroupedService.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(GROUPS)
    return before != set(GroupedService.objects.values_list("service", "group"))


@transaction.atomic
def rebuild_tallies() -> None:
    """Make all of them anew from the rows: after a load, and where a check found a difference.

    Whoever reports meanwhile waits until the end: a second for one Land, minutes for all of Germany.
    """
    with connection.cursor() as cursor:
        names = ", ".join(model._meta.db_table for model in _TABLES)
        cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        for model in _TABLES:
            model._default_manager.all().delete()
        group_services()
        cursor.execute(ALL)


def tally_differences() -> dict[str, int]:
    """How many numbers of each table are others than the rows say: read in one statement, so nobody has to wait."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return dict(zip((model.__name__ for model in _TABLES), cursor.fetchone(), strict=True))


@transaction.atomic
def close_days(*, on: date) -> None:
    """Add up what the days before that one changed: one row a day instead of one a report, and a balance.

    Balances stay for the end of each month and for the last day. Safe to run twice.
    """
    for model, keys in ((ServiceTally, ("service_id",)), (PlaceTally, ("authority_id", "group_id"))):
        _close(model._meta.db_table, ", ".join(keys), on)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {MonthTally._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(_MERGE_MONTHS, {"on": on})


_MERGE_MONTHS = """
WITH many AS (DELETE FROM municipalities_monthtally WHERE day < %(on)s AND day >= date_trunc('month', %(on)s::date - 7)
              RETURNING *)
INSERT INTO municipalities_monthtally (authority_id, month, day, said)
SELECT authority_id, month, day, sum(said) FROM many GROUP BY authority_id, month, day HAVING sum(said) <> 0
"""
_MERGE = """
WITH many AS (
  DELETE FROM {table} WHERE NOT is_balance AND day < %(on)s
    AND day > coalesce((SELECT max(day) FROM {table} WHERE is_balance AND day < %(last)s), '-infinity')
  RETURNING *
)
INSERT INTO {table} ({keys}, day, {columns})
SELECT {keys}, day, {sums} FROM many GROUP BY {keys}, day
"""
_BALANCE = """
INSERT INTO {table} ({keys}, day, is_balance, {columns})
SELECT {keys}, %(last)s, true, {sums} FROM {table}, (
  SELECT coalesce(max(day), '-infinity') AS day FROM {table} WHERE is_balance AND day < %(last)s) AS former
WHERE {table}.is_balance AND {table}.day = former.day
  OR NOT is_balance AND {table}.day > former.day AND {table}.day <= %(last)s
GROUP BY {keys}
"""
_FORGET = "DELETE FROM {table} WHERE is_balance AND day < %(last)s AND extract(day FROM day + 1) <> 1"


def _close(table: str, keys: str, on: date) -> None:
    names = {"table": table, "keys": keys, "columns": ", ".join(COLUMNS)}
    names["sums"] = ", ".join(f"sum({column})" for column in COLUMNS)
    values = {"on": on, "last": on - timedelta(days=1)}
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(f"DELETE FROM {table} WHERE is_balance AND day >= %(last)s", values)  # noqa: S608 - ours
        for statement in (_MERGE, _BALANCE, _FORGET):
            cursor.execute(statement.format(**names), values)
