-- What of a period may be paid again: items that certainly failed and roster lines that could not
-- be resolved, and what was in a run that was cancelled or that the bank refused whole; none of
-- them carried by a further run yet. An unknown outcome is never among them. The account that a
-- roster stated counts no more: who asks for the further run has looked at the difference, and the
-- money goes to the card's account in any case (OP-15).
-- enforces OP-16.4
INSERT INTO roster_line (
    line, source_id, source_line, identity_number, name, amount_fen, account_number, remark
)
SELECT
    (row_number() OVER (ORDER BY source.source_id, source.source_line))::integer,
    source.source_id,
    source.source_line,
    source.identity_number,
    source.name,
    source.amount_fen,
    '',
    ''
FROM (
    SELECT
        item.run_id AS source_id, item.line AS source_line,
        item.identity_number, person.name, item.amount_fen
    FROM banking_run AS run
    JOIN banking_itemresult AS result ON result.leaf_id = run.leaf_id AND result.run_id = run.id
        AND result.outcome NOT IN ('SUCCESS', 'UNKNOWN_OUTCOME')
    JOIN banking_runitem AS item ON item.leaf_id = run.leaf_id AND item.run_id = run.id
        AND item.line = result.line
    JOIN card_person AS person ON person.id = item.person_id
    WHERE run.programme = %(programme)s AND run.period = %(period)s
    UNION ALL
    SELECT item.run_id, item.line, item.identity_number, person.name, item.amount_fen
    FROM banking_run AS run
    JOIN banking_runitem AS item ON item.leaf_id = run.leaf_id AND item.run_id = run.id
    JOIN card_person AS person ON person.id = item.person_id
    WHERE run.programme = %(programme)s AND run.period = %(period)s
        AND run.state IN ('CANCELLED', 'REFUSED')
        AND NOT EXISTS (
            SELECT FROM banking_itemresult AS result
            WHERE result.leaf_id = item.leaf_id AND result.run_id = item.run_id
                AND result.line = item.line
        )
    UNION ALL
    SELECT exception.roster_id, exception.line, exception.identity_number, exception.name,
        exception.amount_fen
    FROM card_rosterexception AS exception
    JOIN card_roster AS roster ON roster.id = exception.roster_id
    WHERE roster.programme_id = %(programme)s AND roster.period = %(period)s
) AS source
WHERE NOT EXISTS (
    SELECT FROM banking_runitem AS again
    WHERE again.leaf_id = %(leaf_id)s AND again.retry_run_id = source.source_id
        AND again.retry_line = source.source_line
)
