"""Makes a database with Rheinland-Pfalz played to 15.06.2022 hold all of Germany: 11,153 authorities x 557 services.

To the 194 administrations of Rheinland-Pfalz come every Kreis and every inhabited Gemeinde of the other Länder, and so
many Ortsgemeinden that they are AUTHORITIES. Everybody is competent for everything; nine in ten have reported four
times. What is said is invented, by the number of the row, so that two runs measure the same. Works as the owner.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from municipalities.actions.tallies import close_days, group_services
from municipalities.tallies.sql import inserts
from ozgtracker import clock

AUTHORITIES = 11_153
DATA = Path(__file__).parent / "data"
HOME = "07"
UNINHABITED = "Gemeindefreies Gebiet, unbewohnt"
LARGE = ("municipalities_rolloutreport", "municipalities_rollout")
_AUTHORITY_COLUMNS = (
    "ars", "ags", "kind", "name", "label", "sort_key", "seat", "population", "area_km2", "municipality_count",
    "is_large_town",
)  # fmt: skip


def grow(told: Callable[[str], None]) -> None:
    """Add everything; `told` hears which step begins."""
    with connection.cursor() as cursor:
        for name, value in (("maintenance_work_mem", "1GB"), ("max_parallel_maintenance_workers", "2")):
            cursor.execute(f"SET {name} = %s", [value])
        told("Gebiet")
        _territory(cursor)
        with ThreadPoolExecutor(1) as beside:
            with _bare(cursor, told):
                told("Ausspielungen und Meldungen")
                for statement in (_COMPETENCES, _NUMBERED, _ROLLOUTS, _REPORTS):
                    cursor.execute(statement)
                # Neither needs the other: one core counts while the other sorts.
                counted = beside.submit(_count_what_was_said)
            counted.result()
        cursor.execute("DROP TABLE bench_numbered")
        tables = [(table,) for table in LARGE]
        _each(cursor, "SELECT setval(pg_get_serial_sequence('{0}', 'id'), (SELECT max(id) FROM {0}))", tables)
    for month_begins in (date(2022, 4, 1), date(2022, 6, 1)):
        close_days(on=month_begins)
    close_days(on=clock.today())
    with connection.cursor() as cursor:
        told("Statistik")
        cursor.execute("VACUUM (ANALYZE)")


def _count_what_was_said() -> None:
    """In a thread, on a connection of its own."""
    try:
        group_services()
        with connection.cursor() as cursor:
            cursor.execute(_TALLIES)
    finally:
        connection.close()


def _territory(cursor: Any) -> None:
    """Kreise first: the others refer to them."""
    towns = [row for row in _rows("deutschland_gemeinden.csv") if row["typ"] != UNINHABITED]
    elsewhere = [row for row in towns if row["land_schluessel"] != HOME]
    districts = [row for row in _rows("deutschland_kreise.csv") if row["land_schluessel"] != HOME]
    _copy(cursor, "municipalities_authority", _AUTHORITY_COLUMNS, map(_district, districts))
    villages = [row for row in towns if row["land_schluessel"] == HOME and row["verband_typ"] == "Verbandsgemeinde"]
    there = len(elsewhere) + len(districts) + _count(cursor, "municipalities_authority") - len(districts)
    _copy(cursor, "municipalities_authority", _AUTHORITY_COLUMNS, map(_town, elsewhere))
    _copy(cursor, "municipalities_authority", _AUTHORITY_COLUMNS, map(_town, villages[: AUTHORITIES - there]))
    cursor.execute(_IN_DISTRICTS)
    cursor.execute(_MUNICIPALITIES, [HOME])


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")
    (number,) = cursor.fetchone()
    return int(number)


def _district(row: dict[str, str]) -> Sequence[object]:
    """A kreisfreie Stadt is there twice: with what a Kreis does, and with what a Gemeinde does."""
    number = row["kreis_schluessel"]
    return (
        f"{number}9999999", number + "999", "landkreis", row["name"], f"{row['typ']} {row['name']}",
        row["name"].casefold(), row["verwaltungssitz"], row["bevoelkerung"] or 0, row["flaeche_km2"] or 1,
        row["gemeinden"] or 1, False,
    )  # fmt: skip


def _town(row: dict[str, str]) -> Sequence[object]:
    kind = "kreisfreie_stadt" if row["typ"] in {"Kreisfreie Stadt", "Stadtkreis"} else "verbandsfreie_gemeinde"
    return (
        row["ars"], row["ags"], kind, row["name"], f"{row['typ']} {row['name']}", row["name"].casefold(), row["name"],
        row["bevoelkerung"] or 0, row["flaeche_km2"] or 1, 1, False,
    )  # fmt: skip


def _copy(cursor: Any, table: str, columns: Sequence[str], rows: Iterator[Sequence[object]]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def _bare(cursor: Any, told: Callable[[str], None]) -> Iterator[None]:
    """Without indexes, foreign keys and triggers the two large tables fill in minutes instead of an hour."""
    _each(cursor, "ALTER TABLE {} DISABLE TRIGGER USER", [(table,) for table in LARGE])
    foreign = _asked(cursor, _CONSTRAINTS.format(kinds="'f'"))
    unique = _asked(cursor, _CONSTRAINTS.format(kinds="'p', 'u'"))
    _each(cursor, 'ALTER TABLE {} DROP CONSTRAINT "{}"', [*foreign, *unique])
    indexes = _asked(cursor, _INDEXES)
    _each(cursor, 'DROP INDEX "{}"', indexes)
    yield
    told("Indizes")
    _each(cursor, "{1}", indexes)
    _each(cursor, 'ALTER TABLE {} ADD CONSTRAINT "{}" {}', unique)
    # What was made here fits together; foreign keys are not looked up row by row.
    _each(cursor, 'ALTER TABLE {} ADD CONSTRAINT "{}" {} NOT VALID', foreign)
    _each(cursor, "ALTER TABLE {} ENABLE TRIGGER USER", [(table,) for table in LARGE])


def _each(cursor: Any, statement: str, named: Iterable[Sequence[str]]) -> None:
    for names in named:
        cursor.execute(statement.format(*names))


def _asked(cursor: Any, question: str) -> list[Sequence[str]]:
    cursor.execute(question, [list(LARGE)])
    return list(cursor.fetchall())


_CONSTRAINTS = """
WITH large AS (SELECT %s::regclass[] AS tables)
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint, large
WHERE contype IN ({kinds}) AND (conrelid = ANY(tables) OR contype = 'f' AND confrelid = ANY(tables)) ORDER BY contype
"""
_INDEXES = """
WITH large AS (SELECT %s::regclass[] AS tables)
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index, large WHERE indrelid = ANY(tables)
"""
_IN_DISTRICTS = """
UPDATE municipalities_authority town SET district_id = district.id FROM municipalities_authority district
WHERE town.district_id IS NULL AND town.kind <> 'landkreis' AND district.ars = left(town.ars, 5) || '9999999'
"""
_MUNICIPALITIES = """
INSERT INTO municipalities_municipality (ars, ags, name, sort_key, is_town, authority_id, district_id, population)
SELECT ars, ags, name, left(sort_key, 120), true, id, district_id, population FROM municipalities_authority
WHERE kind <> 'landkreis' AND left(ars, 2) <> %s
"""
_COMPETENCES = """
INSERT INTO municipalities_competence (service_id, kind, large_towns_instead, source, is_assumption)
SELECT service.id, kind, false, 'Messung', true FROM services_service service,
  unnest(ARRAY['landkreis', 'kreisfreie_stadt', 'verbandsgemeinde', 'verbandsfreie_gemeinde']) AS kind
ON CONFLICT (service_id, kind) DO NOTHING
"""
# What each new row says is drawn from its number alone. final: of a hundred, 10 say nothing and 27 are live. An
# authority reports everything on one day, in four rounds of six weeks.
_NUMBERED = """
CREATE UNLOGGED TABLE bench_numbered AS
SELECT n, authority_id, service_id, base.rollout + n AS rollout_id, base.report + (n - 1) * 4 AS report_id, base.by_id,
  final, (hashint8(n * 7) & 1023) AS luck, (hashint8(authority_id * 13) & 2147483647) % 44 AS day,
  CASE WHEN final < 10 THEN 'unknown' WHEN final < 37 THEN 'live' WHEN final < 52 THEN 'ready'
       WHEN final < 75 THEN 'in-progress' WHEN final < 94 THEN 'planned' ELSE 'later' END AS state
FROM (
  SELECT row_number() OVER () AS n, authority.id AS authority_id, service.id AS service_id
  FROM municipalities_authority authority CROSS JOIN services_service service
  WHERE NOT EXISTS (SELECT FROM municipalities_rollout there
                    WHERE there.authority_id = authority.id AND there.service_id = service.id)
) AS pair
CROSS JOIN LATERAL (SELECT (hashint8(n) & 2147483647) % 100 AS final) AS drawn
CROSS JOIN (SELECT (SELECT coalesce(max(id), 0) FROM municipalities_rollout) AS rollout,
  (SELECT coalesce(max(id), 0) FROM municipalities_rolloutreport) AS report,
  (SELECT min(id) FROM accounts_user WHERE role = 'authority') AS by_id) AS base
"""
_ROLLOUTS = """
INSERT INTO municipalities_rollout (id, authority_id, service_id, is_competent, is_exempt, state, forecast_on, live_on,
  maturity, is_own_solution, evidence, reported_on, last_report_id)
SELECT rollout_id, authority_id, service_id, true, false, state,
  CASE WHEN state IN ('ready', 'in-progress', 'planned') THEN DATE '2022-06-01' + luck % 400 END,
  CASE WHEN state = 'live' THEN DATE '2022-05-02' + day::int END,
  CASE WHEN state = 'live' AND luck % 4 > 0 THEN 2 + luck % 2 END, false,
  CASE WHEN state = 'live' AND luck % 5 > 0 THEN 'https://ozg.example/' || rollout_id ELSE '' END,
  CASE WHEN state <> 'unknown' THEN DATE '2022-05-02' + day::int END,
  CASE WHEN state <> 'unknown' THEN report_id + 4 END
FROM bench_numbered
"""
# The four rounds of each that says anything: what it says now (`said`) and said before, with its level and address.
_ROUNDS = """
FROM bench_numbered
CROSS JOIN LATERAL (SELECT k, DATE '2021-12-27' + (k - 1) * 42 + day::int AS said_on,
  CASE WHEN k = 4 THEN state WHEN k = 3 AND state <> 'planned' THEN 'in-progress' ELSE 'planned' END AS said,
  CASE WHEN k = 1 THEN 'unknown' WHEN k = 4 AND state <> 'planned' THEN 'in-progress' ELSE 'planned' END AS before
  FROM generate_series(1, 4) AS k) AS round
CROSS JOIN LATERAL (SELECT
  CASE WHEN said = 'live' AND luck % 4 > 0 THEN (2 + luck % 2)::smallint END AS maturity,
  CASE WHEN said = 'live' AND luck % 5 > 0 THEN 'https://ozg.example/' || rollout_id ELSE '' END AS evidence) AS shown
WHERE state <> 'unknown'
"""
_REPORTS = f"""
INSERT INTO municipalities_rolloutreport (id, said_on, by_id, reason, supersedes_id, is_retraction, change_set,
  is_demonstration, recorded_at, rollout_id, state, forecast_on, live_on, maturity, remark, evidence, reason_category,
  is_own_solution, on_behalf, is_confirmation)
SELECT report_id + k, said_on, by_id, '', CASE WHEN k > 1 THEN report_id + k - 1 END, false,
  'c0ffee00-0000-4000-8000-000000000000', true, said_on, rollout_id, said,
  CASE WHEN said IN ('ready', 'in-progress', 'planned') THEN DATE '2022-06-01' + luck % 400 END,
  CASE WHEN said = 'live' THEN said_on END, maturity, '', evidence, '', false, false, said = before
{_ROUNDS}"""
# What municipalities.tallies.sql reads off the rows, known here without reading them.
_TALLIES = f"""
WITH turn AS NOT MATERIALIZED (
  SELECT service_id, authority_id, DATE '0001-01-01' AS day, true AS counts, 'unknown' AS state,
    NULL::smallint AS maturity, '' AS evidence, NULL::date AS month, false AS counts_before, NULL AS state_before,
    NULL::smallint AS maturity_before, NULL AS evidence_before, NULL::date AS month_before
  FROM bench_numbered
  UNION ALL
  SELECT service_id, authority_id, said_on, true, said, maturity, evidence, date_trunc('month', said_on)::date,
    true, before, NULL, '', CASE WHEN k > 1 THEN date_trunc('month', said_on - 42)::date END
  {_ROUNDS}
)
{inserts(sign=1)}"""
