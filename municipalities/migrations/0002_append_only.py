"""What was said is never overwritten: the database itself refuses it (design, first law of the data)."""

from django.db import migrations

from ozgtracker.statements.guard import append_only

TABLES = ("municipalities_rolloutreport", )


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0001_initial"), ("accounts", "0002_append_only")]
    operations = [append_only(table) for table in TABLES]
