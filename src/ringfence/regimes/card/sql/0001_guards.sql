-- What a roster brought, what could not be resolved and what was corrected is append-only.

CREATE FUNCTION card_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Records of the card are never changed: % on % is refused',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'RFC01';
END $$;

DO $$
DECLARE
    v_table text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY['card_roster', 'card_rosterexception', 'card_cardchange',
        'card_correctionlist', 'card_correctionline']
    LOOP
        EXECUTE format('CREATE TRIGGER card_no_change BEFORE UPDATE OR DELETE ON %I'
            ' FOR EACH ROW EXECUTE FUNCTION card_refuse_change()', v_table);
        EXECUTE format('CREATE TRIGGER card_no_truncate BEFORE TRUNCATE ON %I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change()', v_table);
    END LOOP;
END $$;
