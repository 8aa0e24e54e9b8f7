"""When something was recorded is the database's word: whatever an INSERT says, no row can be dated back."""

from django.db import migrations

from ozgtracker.statements.guard import recorded_now

TABLES = ("municipalities_rolloutreport", "municipalities_competenceanswer",)


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0010_reason_kind"), ("accounts", "0006_recorded_now")]
    operations = [recorded_now(table) for table in TABLES]
