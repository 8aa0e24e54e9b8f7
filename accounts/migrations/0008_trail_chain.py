"""The chain over the trail, written by the database when an entry is committed. What accounts.trail_chain recomputes.

At the end of the transaction, and one transaction at a time: nobody waits while work is done. The checks of foreign keys
are due at the end, too, and may wait for a row that somebody else holds who is about to commit, and waits for the turn.
So nobody takes the turn before all checks are done: what is due at the end is done in rounds, and sealing is put off to
the second by a table that holds the numbers of the entries for no longer than that. The functions work as the owner of
the tables; the application may only read seals.
"""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "accounts_auditseal"
ENTRY_AS_TEXT = """jsonb_build_array(
    e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), to_char(e."on", 'YYYY-MM-DD'), e.by, e.by_role,
    e.on_behalf_of, e.verb, e.subject_kind, e.subject_key, e.subject_label, e.sentence, e.reason, e.before, e.after,
    e.source, e.change_set::text
)::text"""
SEAL = f"""
CREATE FUNCTION seal_entry(entry bigint) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog
SET enable_seqscan = off -- a plan made while the table was empty would read all of it for each entry
AS $$
DECLARE
    last public.accounts_auditseal%ROWTYPE;
BEGIN
    PERFORM pg_advisory_xact_lock(20211223);
    SELECT * INTO last FROM public.accounts_auditseal ORDER BY position DESC LIMIT 1;
    INSERT INTO public.accounts_auditseal (position, entry_id, hash)
    SELECT coalesce(last.position, 0) + 1, e.id,
        encode(sha256(convert_to(coalesce(last.hash, '') || chr(10) || {ENTRY_AS_TEXT}, 'UTF8')), 'hex')
    FROM public.accounts_auditentry e WHERE e.id = entry;
END $$;
CREATE TABLE accounts_audittoseal (entry_id bigint PRIMARY KEY);
COMMENT ON TABLE accounts_audittoseal IS 'read only';
CREATE FUNCTION seal_after_all_checks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
    INSERT INTO public.accounts_audittoseal VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION seal_now() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
SET enable_seqscan = off
AS $$
BEGIN
    PERFORM public.seal_entry(NEW.entry_id);
    DELETE FROM public.accounts_audittoseal WHERE entry_id = NEW.entry_id;
    RETURN NULL;
END $$;
DO $$
DECLARE
    one bigint;
BEGIN
    FOR one IN SELECT id FROM accounts_auditentry ORDER BY id LOOP
        PERFORM seal_entry(one);
    END LOOP;
END $$;
CREATE CONSTRAINT TRIGGER accounts_auditentry_sealed AFTER INSERT ON accounts_auditentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION seal_after_all_checks();
CREATE CONSTRAINT TRIGGER accounts_audittoseal_sealed AFTER INSERT ON accounts_audittoseal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION seal_now();
CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE {TABLE} IS 'read only';
"""
UNDONE = f"""
DROP TRIGGER {TABLE}_no_truncate ON {TABLE};
DROP TRIGGER {TABLE}_append_only ON {TABLE};
DROP TRIGGER accounts_auditentry_sealed ON accounts_auditentry;
DROP TABLE accounts_audittoseal;
DROP FUNCTION seal_now();
DROP FUNCTION seal_after_all_checks();
DROP FUNCTION seal_entry(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_person_names")]
    operations = [
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="Stelle")),
                ("hash", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seal", to="accounts.auditentry"
                    ),
                ),
            ],
            options={
                "verbose_name": "Siegel eines Protokolleintrags",
                "verbose_name_plural": "Siegel der Protokolleinträge",
                "ordering": ("position",),
            },
        ),
        migrations.RunSQL(SEAL, UNDONE),
    ]
