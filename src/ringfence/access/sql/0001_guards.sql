-- Nobody is on two sides, has a role twice at one time, or has one where it cannot be had; and
-- what was granted stays readable. (三员分立: GB/T 22239; OP-22.1.)
-- enforces OP-22.1

-- One side: the person's and the role's; and the organisation is what the role may be had in.
ALTER TABLE access_membership
    ADD CONSTRAINT membership_side_of_user FOREIGN KEY (user_code, administration)
        REFERENCES access_user (code, administration),
    ADD CONSTRAINT membership_side_of_role FOREIGN KEY (role_code, administration)
        REFERENCES access_role (code, administration),
    ADD CONSTRAINT membership_type_of_organisation FOREIGN KEY (organisation_code, type_code)
        REFERENCES access_capacity (organisation_code, type_code),
    ADD CONSTRAINT membership_role_in_type FOREIGN KEY (role_code, type_code)
        REFERENCES access_roletype (role_code, type_code);

-- btree_gist lets one exclusion compare texts and times; it is trusted, so an owner may add it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE access_membership ADD CONSTRAINT membership_once_at_a_time EXCLUDE USING gist (
    user_code WITH =, organisation_code WITH =, role_code WITH =, area_code WITH =,
    tstzrange(valid_from_at, valid_until_at) WITH &&);

CREATE FUNCTION access_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Who could do what stays readable: % on % is refused; end it instead',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'RFA01';
END $$;

CREATE TRIGGER access_side_stays BEFORE UPDATE ON access_user FOR EACH ROW
    WHEN (NEW.code <> OLD.code OR NEW.administration <> OLD.administration)
    EXECUTE FUNCTION access_refuse_change();
CREATE TRIGGER access_no_delete BEFORE DELETE ON access_user FOR EACH ROW
    EXECUTE FUNCTION access_refuse_change();
CREATE TRIGGER access_no_truncate BEFORE TRUNCATE ON access_user FOR EACH STATEMENT
    EXECUTE FUNCTION access_refuse_change();

CREATE TRIGGER access_only_confirmed_or_ended BEFORE UPDATE ON access_membership FOR EACH ROW
    WHEN (
        to_jsonb(NEW) - '{valid_until_at,confirmed_by,confirmed_at,ended_by,ended_at}'::text[]
            IS DISTINCT FROM
        to_jsonb(OLD) - '{valid_until_at,confirmed_by,confirmed_at,ended_by,ended_at}'::text[]
        OR (OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at)
        OR NEW.valid_until_at IS NULL AND OLD.valid_until_at IS NOT NULL
        OR NEW.valid_until_at > OLD.valid_until_at)
    EXECUTE FUNCTION access_refuse_change();
CREATE TRIGGER access_no_delete BEFORE DELETE ON access_membership FOR EACH ROW
    EXECUTE FUNCTION access_refuse_change();
CREATE TRIGGER access_no_truncate BEFORE TRUNCATE ON access_membership FOR EACH STATEMENT
    EXECUTE FUNCTION access_refuse_change();

-- A key's material never changes, and its end only comes nearer.
CREATE TRIGGER access_key_stays BEFORE UPDATE ON access_apikey FOR EACH ROW
    WHEN (to_jsonb(NEW) - '{valid_until_at,last_used_at}'::text[]
            IS DISTINCT FROM to_jsonb(OLD) - '{valid_until_at,last_used_at}'::text[]
        OR NEW.valid_until_at > OLD.valid_until_at)
    EXECUTE FUNCTION access_refuse_change();

-- Nonces are swept once their call is too old to be taken again.
GRANT DELETE ON access_apinonce TO ringfence_app;
