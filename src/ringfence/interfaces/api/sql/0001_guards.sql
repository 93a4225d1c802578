-- An answer that was given stays what it was: its key stands for it.

CREATE FUNCTION api_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An answer that was given stays as it was: % on % is refused',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'RFP01';
END $$;

CREATE TRIGGER api_no_change BEFORE UPDATE OR DELETE ON api_keptanswer
    FOR EACH ROW EXECUTE FUNCTION api_refuse_change();
CREATE TRIGGER api_no_truncate BEFORE TRUNCATE ON api_keptanswer
    FOR EACH STATEMENT EXECUTE FUNCTION api_refuse_change();
