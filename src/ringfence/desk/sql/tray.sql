SELECT what, id, kind, subject_kind, subject_id, due_at, since_at, asked_by, assigned_to, amount_fen,
    waits_until::text
FROM desk_waiting
WHERE organisation_code = %(organisation)s AND (waits_until, id) > (%(after_at)s::timestamptz, %(after_id)s::uuid)
    AND (what <> 'APPROVAL' OR (kind = ANY (%(decidable)s::text[]) AND asked_by <> %(person)s
        AND NOT EXISTS (
            SELECT 1 FROM desk_approvaldecision AS d
            WHERE d.approval_id = desk_waiting.id AND %(person)s IN (d.decider, d.authority))))
ORDER BY waits_until, id
LIMIT %(limit)s
