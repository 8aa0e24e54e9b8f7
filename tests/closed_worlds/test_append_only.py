"""What was said stays said: every table that only grows refuses to change, delete and be emptied."""

from __future__ import annotations

import psycopg
import pytest

from tests.database_roles import OWNER, conninfo
from tests.databases import guarded_tables

pytestmark = pytest.mark.django_db

APPENDED = {
    "accounts_auditentry",
    "accounts_auditseal",
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
    """Not even by the owner, who alone may empty a table at all."""
    with psycopg.connect(conninfo(OWNER)) as owner:
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_no_truncate")

        with pytest.raises(psycopg.errors.RestrictViolation, match=f"Zeilen von {table} werden nur angehaengt"):
            owner.execute(f"TRUNCATE {table} CASCADE")
        owner.rollback()
