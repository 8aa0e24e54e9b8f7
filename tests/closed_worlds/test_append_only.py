"""What was said stays said: every table that only grows refuses to change, delete and be emptied."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from tests.conftest import guarded_tables

pytestmark = pytest.mark.django_db

APPENDED = {
    "accounts_auditentry",
    "milestones_answer",
    "milestones_baselinedate",
    "milestones_deliverablerelease",
    "milestones_milestonereport",
    "milestones_proposal",
    "municipalities_competenceanswer",
    "municipalities_rolloutreport",
    "reports_statusreport",
    "services_delivery",
}


def test_every_table_that_only_grows_is_guarded_against_both() -> None:
    assert guarded_tables("append_only") == APPENDED
    assert guarded_tables("no_truncate") == APPENDED


@pytest.mark.parametrize("table", sorted(APPENDED))
def test_none_of_them_can_be_emptied(table: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_no_truncate")

        with pytest.raises(IntegrityError, match=f"Zeilen von {table} werden nur angehaengt"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table} CASCADE")
        transaction.set_rollback(True)
