-- The first line that does not agree with its item, or with what was told before.
SELECT file_line, field, got, expected
FROM (
    SELECT
        file_line,
        CASE
            WHEN line IS NULL OR before_outcome = 'WITHDRAWN' THEN 'key'
            WHEN count(*) OVER (PARTITION BY line) > 1 THEN 'key'
            WHEN account <> item_account THEN 'account'
            WHEN amount_fen <> item_fen::text THEN 'amount_fen'
            WHEN before_outcome <> 'UNKNOWN_OUTCOME' AND before_outcome <> outcome THEN 'outcome'
        END AS field,
        account, amount_fen, outcome, item_fen, before_outcome
    FROM result_match
) AS line
CROSS JOIN LATERAL (
    SELECT * FROM (VALUES
        ('key', 'an item not of this run, or twice', 'each item of the run once'),
        ('account', 'another account', 'the account of the run'),
        ('amount_fen', amount_fen, item_fen::text),
        ('outcome', outcome, before_outcome)
    ) AS told (name, got, expected)
    WHERE told.name = line.field
) AS fault (of_field, got, expected)
WHERE field IS NOT NULL
ORDER BY file_line
LIMIT 1
