"""Emptying a table is overwriting it, too: the database refuses TRUNCATE as it refuses UPDATE and DELETE."""

from django.db import migrations

from ozgtracker.statements.guard import no_truncate

TABLES = ("accounts_auditentry",)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_append_only")]
    operations = [no_truncate(table) for table in TABLES]
