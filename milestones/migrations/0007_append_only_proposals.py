"""What was proposed and answered is never overwritten, nor emptied: the database itself refuses it."""

from django.db import migrations

from ozgtracker.statements.guard import append_only, no_truncate

TABLES = ("milestones_proposal", "milestones_answer")


class Migration(migrations.Migration):
    dependencies = [("milestones", "0006_proposals"), ("accounts", "0003_no_truncate")]
    operations = [operation for table in TABLES for operation in (append_only(table), no_truncate(table))]
