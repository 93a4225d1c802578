-- How much waits in each span of time, later than its start and up to its end (inclusive); counting
-- stops at a number. Of approvals as on the page.
SELECT
    (SELECT count(*) FROM (
        SELECT 1 FROM desk_duty
        WHERE organisation_code = %(organisation)s AND state IN ('OPEN', 'LATE')
            AND coalesce(due_at, 'infinity') > b.after_at
            AND coalesce(due_at, 'infinity') <= b.until_at
        UNION ALL
        SELECT 1 FROM desk_approval
        WHERE organisation_code = %(organisation)s AND state = 'PENDING'
            AND coalesce(due_at, 'infinity') > b.after_at
            AND coalesce(due_at, 'infinity') <= b.until_at
            AND kind = ANY (%(decidable)s::text[]) AND asked_by <> %(person)s
            AND NOT prepared_by ? %(person)s
            AND NOT EXISTS (
                SELECT 1 FROM desk_approvaldecision AS d
                WHERE d.approval_id = desk_approval.id AND %(person)s IN (d.decider, d.authority))
        UNION ALL
        SELECT 1 FROM desk_case
        WHERE organisation_code = %(organisation)s AND state = 'OPEN'
            AND coalesce(due_at, 'infinity') > b.after_at
            AND coalesce(due_at, 'infinity') <= b.until_at
        LIMIT %(most)s) AS counted)
FROM unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[])
    WITH ORDINALITY AS b (after_at, until_at, place)
ORDER BY b.place
