-- What the run-time role may do outside the ledger and the audit trail, whose first migrations make
-- the role and their own grants: read and write rows, never remove any. Triggers keep append-only
-- tables as they are.
DO $$
DECLARE
    v_table text;
BEGIN
    FOR v_table IN
        SELECT c.oid::regclass FROM pg_class AS c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
            AND c.relname NOT LIKE 'ledger\_%' AND c.relname NOT LIKE 'audit\_%'
            AND c.relname <> 'django_migrations'
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO ringfence_app', v_table);
    END LOOP;
    -- A served installation tells by it whether it is ready.
    GRANT SELECT ON django_migrations TO ringfence_app;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ringfence_app;
    IF NOT pg_has_role('ringfence_app', 'MEMBER') THEN
        EXECUTE format('GRANT ringfence_app TO %I', current_user);
    END IF;
END $$;
