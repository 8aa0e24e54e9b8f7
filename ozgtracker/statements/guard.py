"""What guards a table of statements in the database itself: operations for its migration.

class Migration(migrations.Migration):
    dependencies = [("room", "0001_initial"), ("accounts", "0006_recorded_now")]
    operations = [*guarded("room_said")]

The functions behind the triggers belong to the owner role and stand in accounts 0002 and 0006.
"""

from __future__ import annotations

from django.db.migrations import RunSQL


def guarded(table: str) -> list[RunSQL]:
    """All three: no row is changed or deleted, the table is never emptied, and each row is recorded now."""
    return [append_only(table), no_truncate(table), recorded_now(table)]


def append_only(table: str) -> RunSQL:
    """UPDATE and DELETE raise restrict_violation, whoever asks."""
    return _trigger(table, "append_only", "UPDATE OR DELETE", "EACH ROW", "refuse_change()")


def no_truncate(table: str) -> RunSQL:
    """So does TRUNCATE: emptying a table is overwriting it, too."""
    return _trigger(table, "no_truncate", "TRUNCATE", "EACH STATEMENT", "refuse_change()")


def recorded_now(table: str) -> RunSQL:
    """recorded_at is the database's word, whatever an INSERT says: no row can be dated back."""
    return _trigger(table, "recorded_now", "INSERT", "EACH ROW", "recorded_now('recorded_at')")


def _trigger(table: str, name: str, event: str, each: str, function: str) -> RunSQL:
    return RunSQL(
        f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR {each} EXECUTE FUNCTION {function};",
        f"DROP TRIGGER {table}_{name} ON {table};",
    )
