-- Two roles beside the superuser who runs this (docs/adr/0011): ozg_owner owns the tables and migrates, ozg_app is what
-- the application works as. For psql, in the database they are for; can be repeated without harm. What an earlier
-- version made belongs to the superuser, and is handed over.
\set ON_ERROR_STOP on
SELECT format('CREATE ROLE %I LOGIN', name) FROM unnest(ARRAY['ozg_owner', 'ozg_app']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
SELECT 'GRANT ozg_app TO ozg_owner' WHERE NOT pg_has_role('ozg_owner', 'ozg_app', 'MEMBER') \gexec
SELECT format('ALTER DATABASE %I OWNER TO ozg_owner', current_database()) \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', datname) FROM pg_database
WHERE datname IN (current_database(), 'postgres') \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO ozg_owner, ozg_app', current_database()) \gexec
GRANT CONNECT ON DATABASE postgres TO ozg_owner;
-- Tables take along their indexes and the sequences of their keys.
SELECT format('ALTER TABLE %s OWNER TO ozg_owner', oid::regclass) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') AND relowner <> 'ozg_owner'::regrole \gexec
SELECT format('ALTER ROUTINE %s OWNER TO ozg_owner', oid::regprocedure) FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND proowner <> 'ozg_owner'::regrole \gexec
-- A large object belongs to no table: nobody of ours needs one, and whoever may make them fills the disk unseen.
REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;
