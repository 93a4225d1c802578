-- The program connects as a member of ringfence_app: it reads the books and calls their functions,
-- and writes nothing itself. The functions run as their owner.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ringfence_app') THEN
        CREATE ROLE ringfence_app NOLOGIN;
    END IF;
    -- The owner's programs take this role on for their work.
    IF NOT pg_has_role(current_user, 'ringfence_app', 'USAGE') THEN
        EXECUTE format('GRANT ringfence_app TO %I', current_user);
    END IF;
END $$;

DO $$
DECLARE
    v_name text;
BEGIN
    FOR v_name IN
        SELECT c.oid::regclass FROM pg_class AS c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v')
            AND c.relname LIKE 'ledger\_%'
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', v_name);
        EXECUTE format('GRANT SELECT ON %s TO ringfence_app', v_name);
    END LOOP;
    -- The parts of the functions are the owner's; only the entrances are granted.
    FOR v_name IN
        SELECT p.oid::regprocedure FROM pg_proc AS p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'ledger\_%'
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', v_name);
    END LOOP;
    FOR v_name IN
        SELECT p.oid::regprocedure FROM pg_proc AS p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'ledger\_%'
            AND (p.prosecdef OR p.provolatile <> 'v')
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ringfence_app', v_name);
    END LOOP;
END $$;
