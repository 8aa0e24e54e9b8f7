"""When something was recorded is the database's word: whatever an INSERT says, no row can be dated back."""

from django.db import migrations

from ozgtracker.statements.guard import recorded_now

TABLES = ("milestones_milestonereport", "milestones_deliverablerelease", "milestones_proposal", "milestones_answer",)


class Migration(migrations.Migration):
    dependencies = [("milestones", "0008_corrections"), ("accounts", "0006_recorded_now")]
    operations = [recorded_now(table) for table in TABLES]
