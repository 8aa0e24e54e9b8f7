"""Which day made a rollout count differently: read off the rows, the only definition of what the tallies must hold.

A rollout counts in the state of the last report by a day, if its authority was competent on that day (competent_on in
SQL), and its last word belongs to a month. {chosen} and {theirs} narrow it to some rollouts.
"""

from __future__ import annotations

from municipalities.models.tallies import COLUMNS, STATE_COLUMNS

_COMPETENT = """
    coalesce((SELECT was_competent FROM municipalities_formercompetence
              WHERE rollout_id = event.rollout_id AND valid_until > event.day ORDER BY valid_until LIMIT 1),
             rollout.is_competent OR rollout.is_exempt)
    AND NOT coalesce((SELECT answer.agrees FROM municipalities_competenceanswer answer
              JOIN municipalities_rolloutreport report ON report.id = answer.report_id
              WHERE report.rollout_id = event.rollout_id AND answer.said_on <= event.day
              ORDER BY answer.id DESC LIMIT 1), false)
"""
_FACTS = (
    "state, maturity, evidence,"
    " CASE WHEN NOT is_retraction THEN date_trunc('month', coalesce(counts_on, said_on))::date END AS month"
)
_UNSAID = "'unknown' AS state, NULL::smallint AS maturity, '' AS evidence, NULL::date AS month"
_BEFORE = ", ".join(f"lag({name}) OVER way AS {name}_before" for name in ("state", "maturity", "evidence", "month"))
# Of most rollouts only reports change anything; of those in `moved` the competence did, too, and they are few.
_TURNS = f"""
WITH moved AS MATERIALIZED (
  SELECT rollout_id, valid_until AS day FROM municipalities_formercompetence {{theirs}}
  UNION SELECT rollout_id, answer.said_on FROM municipalities_competenceanswer answer
  JOIN municipalities_rolloutreport report ON report.id = answer.report_id {{theirs}}
), said AS (
  SELECT rollout_id, day, state, maturity, evidence, month, lead(state) OVER way AS state_before,
    lead(maturity) OVER way AS maturity_before, lead(evidence) OVER way AS evidence_before,
    lead(month) OVER way AS month_before
  FROM (SELECT id, rollout_id, said_on AS day, {_FACTS} FROM municipalities_rolloutreport {{theirs}}) AS report
  WINDOW way AS (PARTITION BY rollout_id ORDER BY day DESC, id DESC)
), event AS (
  SELECT DISTINCT rollout_id, DATE '0001-01-01' AS day, {_UNSAID} FROM moved
  UNION ALL
  (SELECT DISTINCT ON (rollout_id, said_on) rollout_id, said_on, {_FACTS} FROM municipalities_rolloutreport
  WHERE rollout_id IN (SELECT rollout_id FROM moved) ORDER BY rollout_id, said_on DESC, id DESC)
  UNION ALL
  SELECT moved.rollout_id, moved.day, coalesce(last.state, 'unknown'), last.maturity, coalesce(last.evidence, ''),
    last.month
  FROM moved LEFT JOIN LATERAL (
    SELECT {_FACTS} FROM municipalities_rolloutreport
    WHERE rollout_id = moved.rollout_id AND said_on <= moved.day ORDER BY said_on DESC, id DESC LIMIT 1) AS last ON true
  WHERE NOT EXISTS (
    SELECT FROM municipalities_rolloutreport WHERE rollout_id = moved.rollout_id AND said_on = moved.day)
), fact AS (
  SELECT event.*, rollout.service_id, rollout.authority_id, {_COMPETENT} AS counts
  FROM event JOIN municipalities_rollout rollout ON rollout.id = event.rollout_id
), turn AS MATERIALIZED (
  SELECT service_id, authority_id, day, counts, state, maturity, evidence, month,
    coalesce(lag(counts) OVER way, false) AS counts_before, {_BEFORE}
  FROM fact WINDOW way AS (PARTITION BY rollout_id ORDER BY day)
  UNION ALL
  SELECT service_id, authority_id, DATE '0001-01-01', true, {_UNSAID}, false, NULL, NULL, NULL, NULL
  FROM municipalities_rollout WHERE is_competent AND id NOT IN (SELECT rollout_id FROM moved) {{chosen}}
  UNION ALL
  SELECT rollout.service_id, rollout.authority_id, said.day, true, said.state, said.maturity, said.evidence, said.month,
    true, coalesce(state_before, 'unknown'), maturity_before, coalesce(evidence_before, ''), month_before
  FROM said JOIN municipalities_rollout rollout ON rollout.id = said.rollout_id
  WHERE rollout.is_competent AND rollout.id NOT IN (SELECT rollout_id FROM moved)
)
"""


def _counts_as(column: str, before: str = "") -> str:
    """SQL: 1 where the rollout counts in that column, else 0."""
    state = f"state{before}"
    if column in STATE_COLUMNS:
        said = f"{state} = '{column.replace('_', '-')}'"
    elif column == "complete":
        said = f"{state} = 'live' AND maturity{before} >= 3"
    else:
        said = f"{state} = 'live' AND (maturity{before} IS NULL OR evidence{before} = '')"
    return f"coalesce((counts{before} AND {said})::int, 0)"


_DIFFERS = (
    "(counts OR counts_before) AND (counts, state, maturity, evidence = '') IS DISTINCT FROM"
    " (counts_before, state_before, maturity_before, evidence_before = '')"
)
_CHANGES = ", ".join(f"sum({_counts_as(name)} - {_counts_as(name, '_before')}) AS {name}" for name in COLUMNS)
_NAMES = ", ".join(COLUMNS)
# What is counted of `turn`, by what it is kept: the keys of each table, and the rows.
_COUNTED = {
    "service": (
        "service_id, day",
        f"SELECT service_id, day, {_CHANGES} FROM turn WHERE {_DIFFERS} GROUP BY service_id, day",
    ),
    "place": (
        "authority_id, group_id, day",
        f"""SELECT authority_id, coalesce(grouped.group_id, service_id) AS group_id, day, {_CHANGES}
        FROM turn LEFT JOIN municipalities_groupedservice grouped USING (service_id) WHERE {_DIFFERS}
        GROUP BY authority_id, coalesce(grouped.group_id, service_id), day""",
    ),
    "month": (
        "authority_id, month, day",
        """SELECT authority_id, month, day, sum(said) AS said FROM (
          SELECT authority_id, month, day, 1 AS said FROM turn WHERE counts AND month IS NOT NULL
          UNION ALL
          SELECT authority_id, month_before, day, -1 FROM turn WHERE counts_before AND month_before IS NOT NULL
        ) AS word GROUP BY authority_id, month, day HAVING sum(said) <> 0""",
    ),
}


def _columns(name: str) -> tuple[str, ...]:
    return ("said",) if name == "month" else COLUMNS


def inserts(*, sign: int) -> str:
    """An INSERT for each table out of `turn`; sign -1 takes out what +1 put in."""
    inserts = []
    for name, (keys, rows) in _COUNTED.items():
        columns = _columns(name)
        signed = ", ".join(f"{sign} * {column}" for column in columns)
        inserts.append(
            f"INSERT INTO municipalities_{name}tally ({keys}, {', '.join(columns)})"
            f" SELECT {keys}, {signed} FROM ({rows}) AS counted"
        )
    *first, last = inserts
    return "".join(f", put_{place} AS ({one})" for place, one in enumerate(first)) + last


def _differences() -> str:
    """How many keys of each table, in this order, stand with other numbers than the rows say."""
    found = []
    for name, (keys, rows) in _COUNTED.items():
        columns = _columns(name)
        kept = ", ".join(f"sum({column}) AS {column}" for column in columns)
        changes = "" if name == "month" else "WHERE NOT is_balance"
        both = " OR ".join(f"coalesce(must.{one}, 0) <> coalesce(kept.{one}, 0)" for one in columns)
        found.append(
            f"(SELECT count(*) FROM ({rows}) AS must FULL JOIN"
            f" (SELECT {keys}, {kept} FROM municipalities_{name}tally {changes} GROUP BY {keys}) AS kept"
            f" USING ({keys}) WHERE {both})"
        )
    return f"SELECT {', '.join(found)}"


ALL = _TURNS.format(chosen="", theirs="") + inserts(sign=1)
"""Puts in everything."""
_SOME = _TURNS.format(chosen="AND id = ANY(%(rollouts)s)", theirs="WHERE rollout_id = ANY(%(rollouts)s)")
DIFFERENCES = _TURNS.format(chosen="", theirs="") + _differences()
"""Compares everything: three numbers, all 0 where the tallies hold what they must."""
PUT_IN = _SOME + inserts(sign=1)
"""Puts in what some rollouts count."""
TAKE_OUT = _SOME + inserts(sign=-1)
"""Takes it out again."""
_MONTH = "CASE WHEN NOT {0}.is_retraction THEN date_trunc('month', coalesce({0}.counts_on, {0}.said_on))::date END"
REPORTED = f"""
WITH turn AS MATERIALIZED (
  SELECT rollout.service_id, rollout.authority_id, said.said_on AS day,
    true AS counts, said.state, said.maturity, said.evidence, {_MONTH.format("said")} AS month,
    true AS counts_before, coalesce(before.state, 'unknown') AS state_before, before.maturity AS maturity_before,
    coalesce(before.evidence, '') AS evidence_before, {_MONTH.format("before")} AS month_before
  FROM said JOIN municipalities_rollout rollout ON rollout.id = said.rollout_id AND rollout.is_competent
  LEFT JOIN municipalities_rolloutreport before ON before.id = said.supersedes_id
)
{inserts(sign=1)}"""
"""What the trigger does with the rows just inserted, which it knows as `said`."""
FORGET_BALANCES = """
    DELETE FROM municipalities_servicetally WHERE is_balance AND day >= (SELECT min(said_on) FROM said);
    DELETE FROM municipalities_placetally WHERE is_balance AND day >= (SELECT min(said_on) FROM said);
"""
"""A report of a closed day (midnight passed while it was written): the balances of that day on are made anew."""
ADDED = """
WITH turn AS MATERIALIZED (
  SELECT service_id, authority_id, DATE '0001-01-01' AS day, is_competent AS counts, 'unknown' AS state,
    NULL::smallint AS maturity, '' AS evidence, NULL::date AS month, false AS counts_before, NULL AS state_before,
    NULL::smallint AS maturity_before, NULL AS evidence_before, NULL::date AS month_before
  FROM added
)
""" + inserts(sign=1)
"""What the trigger does with rollouts just added, which it knows as `added`: nobody has said anything about them."""
GROUPS = """
INSERT INTO municipalities_groupedservice (service_id, group_id)
SELECT id, CASE WHEN in_bundle THEN id ELSE min(id) OVER (PARTITION BY in_bundle, package_id, needs_known, assignment,
  large_towns, needs, former_needs, former_assignments) END
FROM (
  SELECT service.id, service.package_id, service.needs_known, service.assignment,
    EXISTS (SELECT FROM services_bundleservice WHERE service_id = service.id)
      OR EXISTS (SELECT FROM services_formerbundleservice WHERE service_id = service.id) AS in_bundle,
    EXISTS (SELECT FROM municipalities_competence WHERE service_id = service.id AND large_towns_instead) AS large_towns,
    ARRAY(SELECT component_id FROM services_serviceneed WHERE service_id = service.id ORDER BY 1) AS needs,
    ARRAY(SELECT (component_id, was_linked, valid_until)::text FROM services_formerneed WHERE service_id = service.id
          ORDER BY 1) AS former_needs,
    ARRAY(SELECT (package_id, assignment, valid_until)::text FROM services_formerassignment
          WHERE service_id = service.id ORDER BY 1) AS former_assignments
  FROM services_service service
) AS counted
"""
"""Which services count alike on every day."""
