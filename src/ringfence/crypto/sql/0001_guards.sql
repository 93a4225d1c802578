-- What happened to a key is append-only, and of a key only its state moves (OP-23).
-- enforces OP-23

CREATE FUNCTION crypto_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Keys are retired or revoked, never changed: % on % is refused',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'RFK01';
END $$;

CREATE TRIGGER crypto_only_state_moves BEFORE UPDATE ON crypto_key FOR EACH ROW
    WHEN (to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state')
    EXECUTE FUNCTION crypto_refuse_change();
CREATE TRIGGER crypto_no_return BEFORE UPDATE ON crypto_key FOR EACH ROW
    WHEN (OLD.state = 'REVOKED' OR (OLD.state = 'RETIRED' AND NEW.state = 'ACTIVE'))
    EXECUTE FUNCTION crypto_refuse_change();
CREATE TRIGGER crypto_no_delete BEFORE DELETE ON crypto_key FOR EACH ROW
    EXECUTE FUNCTION crypto_refuse_change();
CREATE TRIGGER crypto_no_truncate BEFORE TRUNCATE ON crypto_key FOR EACH STATEMENT
    EXECUTE FUNCTION crypto_refuse_change();

CREATE TRIGGER crypto_no_change BEFORE UPDATE OR DELETE ON crypto_keyrecord FOR EACH ROW
    EXECUTE FUNCTION crypto_refuse_change();
CREATE TRIGGER crypto_no_truncate BEFORE TRUNCATE ON crypto_keyrecord FOR EACH STATEMENT
    EXECUTE FUNCTION crypto_refuse_change();
