-- Roster lines that could not be resolved, that no further run carries, and that nobody's case is
-- about yet. The parameter is the type of case.
SELECT programme.agency, roster.id, exception.line, exception.cause, exception.amount_fen,
    roster.period
FROM card_rosterexception AS exception
JOIN card_roster AS roster ON roster.id = exception.roster_id
JOIN card_programme AS programme ON programme.code = roster.programme_id
WHERE NOT EXISTS (
        SELECT FROM desk_case AS known
        WHERE known.type = %s AND known.subject_kind = 'roster_line'
            AND known.subject_id = roster.id::text || '/' || exception.line
    )
    AND NOT EXISTS (
        SELECT FROM banking_runitem AS again
        WHERE again.leaf_id = programme.leaf_id AND again.retry_run_id = roster.id
            AND again.retry_line = exception.line
    )
ORDER BY programme.agency, roster.id, exception.line
