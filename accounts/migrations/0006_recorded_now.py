"""When something was recorded is the database's word: whatever an INSERT says, no row can be dated back.

The functions of the triggers look for their names in the system's own schema only: nobody slips another one in.
"""

from django.db import migrations

# statement_timestamp is what the default of the column says: all rows of one statement share their moment.
# The column's name is the trigger's argument, "at" for the trail.
FUNCTION = """
CREATE FUNCTION recorded_now() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF TG_ARGV[0] = 'at' THEN
        NEW.at := statement_timestamp();
    ELSE
        NEW.recorded_at := statement_timestamp();
    END IF;
    RETURN NEW;
END $$;
ALTER FUNCTION refuse_change() SET search_path = pg_catalog;
"""
TRIGGER = """
CREATE TRIGGER accounts_auditentry_recorded_now BEFORE INSERT ON accounts_auditentry
    FOR EACH ROW EXECUTE FUNCTION recorded_now('at');
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_access_requests")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION recorded_now(); ALTER FUNCTION refuse_change() RESET search_path;"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER accounts_auditentry_recorded_now ON accounts_auditentry;"),
    ]
