"""Which transaction was the last that changed what pages show: ozgtracker.changes, docs/adr/0025."""

from django.db import migrations

TABLE = """
CREATE TABLE ozgtracker_page_change (
    -- Known before the number is drawn, so that whoever stands behind a visible row is known to be under way.
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ozgtracker_page_change_xid ON ozgtracker_page_change (xid);

CREATE FUNCTION ozgtracker_note_page_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- One row a transaction: the setting ends with it, and with a savepoint that takes the row back.
    IF current_setting('ozg.page_change_noted', true) IS DISTINCT FROM '1' THEN
        INSERT INTO public.ozgtracker_page_change DEFAULT VALUES;
        PERFORM set_config('ozg.page_change_noted', '1', true);
    END IF;
    RETURN NULL;
END $$;
"""
NO_TABLE = """
DROP FUNCTION ozgtracker_note_page_change() CASCADE;
DROP TABLE ozgtracker_page_change;
"""


class Migration(migrations.Migration):
    dependencies = [("ozgtracker", "0004_seen_day")]
    operations = [migrations.RunSQL(TABLE, NO_TABLE)]
