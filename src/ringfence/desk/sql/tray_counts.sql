SELECT
    (SELECT count(*) FROM (
        SELECT 1 FROM desk_waiting AS w
        WHERE w.organisation_code = %(organisation)s AND w.waits_until > b.after_at AND w.waits_until <= b.until_at
            AND (w.what <> 'APPROVAL' OR (w.kind = ANY (%(decidable)s::text[]) AND w.asked_by <> %(person)s
                AND NOT EXISTS (
                    SELECT 1 FROM desk_approvaldecision AS d
                    WHERE d.approval_id = w.id AND %(person)s IN (d.decider, d.authority))))
        LIMIT %(most)s) AS counted)
FROM unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[]) WITH ORDINALITY AS b (after_at, until_at, place)
ORDER BY b.place
