-- What was recorded, paid, warned of and compared is append-only for everybody, the owner included.

CREATE FUNCTION mobility_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Records of custody are never changed: % on % is refused',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'RFM01';
END $$;

DO $$
DECLARE
    v_table text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY['mobility_vehiclecost', 'mobility_payout',
        'mobility_reservewarning', 'mobility_clearingday', 'mobility_clearingbreak']
    LOOP
        EXECUTE format('CREATE TRIGGER mobility_no_change BEFORE UPDATE OR DELETE ON %I'
            ' FOR EACH ROW EXECUTE FUNCTION mobility_refuse_change()', v_table);
        EXECUTE format('CREATE TRIGGER mobility_no_truncate BEFORE TRUNCATE ON %I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION mobility_refuse_change()', v_table);
    END LOOP;
END $$;
