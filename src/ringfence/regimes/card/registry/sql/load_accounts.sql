-- Each person's account on the programme's leaf: of the person's own id, owed to the person, never
-- below zero.
-- enforces OP-16.3
SELECT ledger_account_open(%(leaf_id)s, call.people, call.people, 'PERSONAL', 1::smallint, false,
    0, NULL, 'ALL', 'OP-16.3', %(at)s)
FROM (
    SELECT array_agg(person_id ORDER BY line) AS people
    FROM registry_line
    GROUP BY line / 8000
    ORDER BY line / 8000
) AS call
