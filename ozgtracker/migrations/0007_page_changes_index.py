"""One index, by table: with another one by transaction alone the planner walked through all changes for each table."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ozgtracker", "0006_page_changes_by_table")]
    operations = [
        migrations.RunSQL(
            "DROP INDEX ozgtracker_page_change_xid",
            "CREATE INDEX ozgtracker_page_change_xid ON ozgtracker_page_change (xid)",
        )
    ]
