"""When something was recorded is the database's word: whatever an INSERT says, no row can be dated back."""

from django.db import migrations

TABLES = ("milestones_milestonereport", "milestones_deliverablerelease", "milestones_proposal", "milestones_answer",)


class Migration(migrations.Migration):
    dependencies = [("milestones", "0008_corrections"), ("accounts", "0006_recorded_now")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_recorded_now BEFORE INSERT ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION recorded_now('recorded_at');",
            f"DROP TRIGGER {table}_recorded_now ON {table};",
        )
        for table in TABLES
    ]
