-- Roster lines that the registry could not resolve, by cause, and how many of them a further run
-- carries by now.
SELECT
    exception.cause,
    count(*) AS line_count,
    sum(exception.amount_fen)::bigint AS sum_fen,
    count(again.line) AS further_count
FROM card_roster AS roster
JOIN card_rosterexception AS exception ON exception.roster_id = roster.id
LEFT JOIN banking_runitem AS again ON again.leaf_id = %(leaf_id)s
    AND again.retry_run_id = exception.roster_id AND again.retry_line = exception.line
WHERE roster.programme_id = %(programme)s AND roster.period = %(period)s
GROUP BY exception.cause
ORDER BY count(*) DESC, exception.cause
