-- What was decided, said and told stays as it was; nobody decides what he asked for himself.
-- enforces OP-25

-- The asker that a decision names is the approval's own, so the CHECK on the decision holds.
ALTER TABLE desk_approvaldecision
    ADD CONSTRAINT decision_names_the_asker FOREIGN KEY (approval_id, asked_by)
        REFERENCES desk_approval (id, asked_by);

-- Nor does who prepared it decide, nor anybody in that person's stead.
CREATE FUNCTION desk_refuse_preparer() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM desk_approval AS approval
        WHERE approval.id = NEW.approval_id
            AND approval.prepared_by ?| ARRAY[NEW.decider, NEW.authority]::text[]
    ) THEN
        RAISE EXCEPTION 'Who prepared it does not decide it: %', NEW.decider
            USING ERRCODE = 'RFD01';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER desk_not_by_a_preparer BEFORE INSERT ON desk_approvaldecision
    FOR EACH ROW EXECUTE FUNCTION desk_refuse_preparer();

CREATE FUNCTION desk_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was decided and said stays as it was: % on % is refused',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'RFD01';
END $$;

DO $$
DECLARE
    v_table text;
BEGIN
    FOREACH v_table IN ARRAY ARRAY['desk_dutyescalation', 'desk_approvaldecision', 'desk_caselink',
        'desk_casemove', 'desk_casenote', 'desk_attachment']
    LOOP
        EXECUTE format('CREATE TRIGGER desk_no_change BEFORE UPDATE OR DELETE ON %I'
            ' FOR EACH ROW EXECUTE FUNCTION desk_refuse_change()', v_table);
        EXECUTE format('CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON %I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION desk_refuse_change()', v_table);
    END LOOP;
    -- These move through their states; they are never removed.
    FOREACH v_table IN ARRAY ARRAY['desk_duty', 'desk_approval', 'desk_delegation', 'desk_case',
        'desk_notice']
    LOOP
        EXECUTE format('CREATE TRIGGER desk_no_delete BEFORE DELETE ON %I'
            ' FOR EACH ROW EXECUTE FUNCTION desk_refuse_change()', v_table);
        EXECUTE format('CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON %I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION desk_refuse_change()', v_table);
    END LOOP;
END $$;

-- What has come to its end stays there, and what was asked is not changed while others decide.
CREATE TRIGGER desk_ended_stays BEFORE UPDATE ON desk_duty FOR EACH ROW
    WHEN (OLD.state IN ('MET', 'MET_LATE', 'CANCELLED'))
    EXECUTE FUNCTION desk_refuse_change();
CREATE TRIGGER desk_asked_stays BEFORE UPDATE ON desk_approval FOR EACH ROW
    WHEN (OLD.state <> 'PENDING'
        OR to_jsonb(NEW) - '{state,ended_at,due_at,undated}'::text[]
            IS DISTINCT FROM to_jsonb(OLD) - '{state,ended_at,due_at,undated}'::text[])
    EXECUTE FUNCTION desk_refuse_change();
CREATE TRIGGER desk_ended_stays BEFORE UPDATE ON desk_case FOR EACH ROW
    WHEN (OLD.state = 'CLOSED')
    EXECUTE FUNCTION desk_refuse_change();
CREATE TRIGGER desk_only_ended BEFORE UPDATE ON desk_delegation FOR EACH ROW
    WHEN (OLD.ended_at IS NOT NULL
        OR to_jsonb(NEW) - '{valid_until_at,ended_by,ended_at}'::text[]
            IS DISTINCT FROM to_jsonb(OLD) - '{valid_until_at,ended_by,ended_at}'::text[]
        OR NEW.valid_until_at > OLD.valid_until_at)
    EXECUTE FUNCTION desk_refuse_change();
-- A message that was sent, or of which nobody knows, never waits to be sent again; only an attempt
-- that certainly failed does.
CREATE TRIGGER desk_sent_stays BEFORE UPDATE ON desk_notice FOR EACH ROW
    WHEN (to_jsonb(NEW) - '{state,attempt_count,next_attempt_at,ended_at,fault,read_by,read_at}'::text[]
            IS DISTINCT FROM
        to_jsonb(OLD) - '{state,attempt_count,next_attempt_at,ended_at,fault,read_by,read_at}'::text[]
        OR OLD.state IN ('SENT', 'FAILED') AND NEW.state <> OLD.state)
    EXECUTE FUNCTION desk_refuse_change();
