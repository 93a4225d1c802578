-- A page of the in-tray, from where the page before ended; of approvals those that the person may
-- decide, did not ask for or prepare, and has not decided. Each branch reads the head of its own index.
WITH page AS (
    (SELECT 'DUTY' AS what, id, kind, subject_kind, subject_id, due_at, started_at AS since_at,
        '' AS asked_by, '' AS assigned_to, NULL::bigint AS amount_fen,
        coalesce(due_at, 'infinity') AS waits_until
    FROM desk_duty
    WHERE organisation_code = %(organisation)s AND state IN ('OPEN', 'LATE')
        AND (coalesce(due_at, 'infinity'), id) > (%(after_at)s::timestamptz, %(after_id)s::uuid)
    ORDER BY coalesce(due_at, 'infinity'), id
    LIMIT %(limit)s)
    UNION ALL
    (SELECT 'APPROVAL', id, kind, subject_kind, subject_id, due_at, asked_at,
        asked_by, '', amount_fen,
        coalesce(due_at, 'infinity')
    FROM desk_approval
    WHERE organisation_code = %(organisation)s AND state = 'PENDING'
        AND (coalesce(due_at, 'infinity'), id) > (%(after_at)s::timestamptz, %(after_id)s::uuid)
        AND kind = ANY (%(decidable)s::text[]) AND asked_by <> %(person)s
        AND NOT prepared_by ? %(person)s
        AND NOT EXISTS (
            SELECT 1 FROM desk_approvaldecision AS d
            WHERE d.approval_id = desk_approval.id AND %(person)s IN (d.decider, d.authority))
    ORDER BY coalesce(due_at, 'infinity'), id
    LIMIT %(limit)s)
    UNION ALL
    (SELECT 'CASE', id, type, subject_kind, subject_id, due_at, opened_at,
        '', assigned_to, NULL::bigint,
        coalesce(due_at, 'infinity')
    FROM desk_case
    WHERE organisation_code = %(organisation)s AND state = 'OPEN'
        AND (coalesce(due_at, 'infinity'), id) > (%(after_at)s::timestamptz, %(after_id)s::uuid)
    ORDER BY coalesce(due_at, 'infinity'), id
    LIMIT %(limit)s)
)
SELECT what, id, kind, subject_kind, subject_id, due_at, since_at, asked_by, assigned_to, amount_fen,
    waits_until::text AS place
FROM page
ORDER BY waits_until, id
LIMIT %(limit)s
