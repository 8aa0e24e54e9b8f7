"""Emptying a table is overwriting it, too: the database refuses TRUNCATE as it refuses UPDATE and DELETE."""

from django.db import migrations

TABLES = ("milestones_milestonereport", "milestones_baselinedate", "milestones_deliverablerelease",)


class Migration(migrations.Migration):
    dependencies = [("milestones", "0003_states_known"), ("accounts", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
            f"DROP TRIGGER {table}_no_truncate ON {table};",
        )
        for table in TABLES
    ]
