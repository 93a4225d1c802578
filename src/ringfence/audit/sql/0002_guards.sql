-- The trail is append-only for everybody, its owner included.
-- enforces OP-22.1

CREATE FUNCTION audit_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'RFA01';
END $$;

CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW
    EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT
    EXECUTE FUNCTION audit_refuse_change();

CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW
    EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT
    EXECUTE FUNCTION audit_refuse_change();

-- The trail's own functions open ringfence.audit before they update, and shut it after.
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_chain FOR EACH ROW
    WHEN (current_setting('ringfence.audit', true) IS DISTINCT FROM 'open')
    EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_chain FOR EACH ROW
    EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_chain FOR EACH STATEMENT
    EXECUTE FUNCTION audit_refuse_change();
