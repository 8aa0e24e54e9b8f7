"""Emptying a table is overwriting it, too: the database refuses TRUNCATE as it refuses UPDATE and DELETE."""

from django.db import migrations

TABLES = ("services_delivery",)


class Migration(migrations.Migration):
    dependencies = [("services", "0002_append_only"), ("accounts", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
            f"DROP TRIGGER {table}_no_truncate ON {table};",
        )
        for table in TABLES
    ]
