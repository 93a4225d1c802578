-- The in-tray: what waits in an organisation, the soonest first, what has no date last. Each branch
-- has an index of its own in that order, so a page is merged from the heads of three indexes.

CREATE INDEX duty_waiting ON desk_duty (organisation_code, coalesce(due_at, 'infinity'), id)
    WHERE state IN ('OPEN', 'LATE');
CREATE INDEX approval_waiting ON desk_approval (organisation_code, coalesce(due_at, 'infinity'), id)
    WHERE state = 'PENDING';
CREATE INDEX case_waiting ON desk_case (organisation_code, coalesce(due_at, 'infinity'), id)
    WHERE state = 'OPEN';

CREATE VIEW desk_waiting AS
    SELECT 'DUTY'::text AS what, id, kind, organisation_code, subject_kind, subject_id,
        coalesce(due_at, 'infinity') AS waits_until, due_at, started_at AS since_at,
        ''::varchar AS asked_by, ''::varchar AS assigned_to, NULL::bigint AS amount_fen
    FROM desk_duty
    WHERE state IN ('OPEN', 'LATE')
    UNION ALL
    SELECT 'APPROVAL'::text, id, kind, organisation_code, subject_kind, subject_id,
        coalesce(due_at, 'infinity'), due_at, asked_at, asked_by, ''::varchar, amount_fen
    FROM desk_approval
    WHERE state = 'PENDING'
    UNION ALL
    SELECT 'CASE'::text, id, type, organisation_code, subject_kind, subject_id,
        coalesce(due_at, 'infinity'), due_at, opened_at, ''::varchar, assigned_to, NULL::bigint
    FROM desk_case
    WHERE state = 'OPEN';

GRANT SELECT ON desk_waiting TO ringfence_app;
