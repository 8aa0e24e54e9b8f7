"""Of each table, which transaction was the last that changed it: docs/adr/0025, docs/adr/0031."""

from django.db import migrations

# Rows from before name no table; without them every process makes anew what it remembers.
TABLE = """
DELETE FROM ozgtracker_page_change;
ALTER TABLE ozgtracker_page_change ADD COLUMN name text NOT NULL;
CREATE INDEX ozgtracker_page_change_name ON ozgtracker_page_change (name, xid);

CREATE OR REPLACE FUNCTION ozgtracker_note_page_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    noted text := coalesce(current_setting('ozg.page_change_noted', true), '');
BEGIN
    -- One row a transaction and table: the setting ends with it, and with a savepoint that takes the row back.
    IF position(',' || TG_TABLE_NAME || ',' IN noted) = 0 THEN
        INSERT INTO public.ozgtracker_page_change (name) VALUES (TG_TABLE_NAME);
        PERFORM set_config('ozg.page_change_noted', noted || ',' || TG_TABLE_NAME || ',', true);
    END IF;
    RETURN NULL;
END $$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION ozgtracker_note_page_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('ozg.page_change_noted', true) IS DISTINCT FROM '1' THEN
        INSERT INTO public.ozgtracker_page_change DEFAULT VALUES;
        PERFORM set_config('ozg.page_change_noted', '1', true);
    END IF;
    RETURN NULL;
END $$;
ALTER TABLE ozgtracker_page_change DROP COLUMN name;
"""


class Migration(migrations.Migration):
    dependencies = [("ozgtracker", "0005_page_changes")]
    operations = [migrations.RunSQL(TABLE, AS_BEFORE)]
