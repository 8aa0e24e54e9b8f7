"""How reports on rollouts are appended: the rows are held, the reports inserted, the current rows moved."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import connection

from municipalities.models import RolloutReport
from municipalities.queries import RolloutQuerySet

# Django has no UPDATE … FROM; its bulk_update builds a CASE per row and field, which is forty times slower here.
_FOLLOW = """
UPDATE municipalities_rollout AS rollout
   SET state = report.state, live_on = report.live_on, forecast_on = report.forecast_on,
       maturity = report.maturity, evidence = report.evidence, is_own_solution = report.is_own_solution,
       last_report_id = report.id,
       reported_on = CASE WHEN report.is_retraction THEN NULL ELSE COALESCE(report.counts_on, report.said_on) END
  FROM municipalities_rolloutreport AS report
 WHERE report.rollout_id = rollout.id AND report.id = ANY(%s)
"""


def hold(rollouts: RolloutQuerySet) -> list[int]:
    """Lock these rows until the transaction ends: two who report on the same ones take turns, in one order.

    Read them afterwards, in a statement of its own: what this one joined might be older than the lock.
    """
    return list(rollouts.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def append(reports: Sequence[RolloutReport]) -> uuid.UUID:
    """Insert the reports as one change set and move the current rows, which the caller holds."""
    change_set = uuid.uuid4()
    for report in reports:
        report.change_set = change_set
    RolloutReport.objects.bulk_create(reports)
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, [[report.pk for report in reports]])
    return change_set
