"""What was proposed and answered is never overwritten, nor emptied: the database itself refuses it."""

from django.db import migrations

TABLES = ("milestones_proposal", "milestones_answer")


class Migration(migrations.Migration):
    dependencies = [("milestones", "0006_proposals"), ("accounts", "0003_no_truncate")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change();"
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
            f"DROP TRIGGER {table}_append_only ON {table}; DROP TRIGGER {table}_no_truncate ON {table};",
        )
        for table in TABLES
    ]
