-- What was instructed, answered, stated and done is append-only for everybody, the owner included.

CREATE FUNCTION banking_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Records of payments are never changed: % on % is refused',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'RFB01';
END $$;

DO $$
DECLARE
    v_table text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY['banking_runitem', 'banking_itemresult', 'banking_runstep',
        'banking_outcometally', 'banking_bookedchunk', 'banking_bankstatement',
        'banking_statemententry', 'banking_fundingnotice', 'banking_reconciliation',
        'banking_reconciliationbreak']
    LOOP
        EXECUTE format('CREATE TRIGGER banking_no_change BEFORE UPDATE OR DELETE ON %I'
            ' FOR EACH ROW EXECUTE FUNCTION banking_refuse_change()', v_table);
        EXECUTE format('CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON %I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION banking_refuse_change()', v_table);
    END LOOP;
    -- Runs and files move through their states; they are never removed.
    FOREACH v_table IN ARRAY ARRAY['banking_run', 'banking_exchangefile']
    LOOP
        EXECUTE format('CREATE TRIGGER banking_no_delete BEFORE DELETE ON %I'
            ' FOR EACH ROW EXECUTE FUNCTION banking_refuse_change()', v_table);
        EXECUTE format('CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON %I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION banking_refuse_change()', v_table);
    END LOOP;
END $$;
