"""Emptying a table is overwriting it, too: the database refuses TRUNCATE as it refuses UPDATE and DELETE."""

from django.db import migrations

from ozgtracker.statements.guard import no_truncate

TABLES = ("services_delivery",)


class Migration(migrations.Migration):
    dependencies = [("services", "0002_append_only"), ("accounts", "0002_append_only")]
    operations = [no_truncate(table) for table in TABLES]
