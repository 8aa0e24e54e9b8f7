"""What was said is never overwritten: the database itself refuses it (design, first law of the data)."""

from django.db import migrations

TABLES = ("milestones_milestonereport", "milestones_baselinedate", "milestones_deliverablerelease", )


class Migration(migrations.Migration):
    dependencies = [("milestones", "0001_initial"), ("accounts", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change();",
            f"DROP TRIGGER {table}_append_only ON {table};",
        )
        for table in TABLES
    ]
