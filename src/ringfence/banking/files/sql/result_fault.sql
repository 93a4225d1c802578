-- The first line that does not agree with its item, or with what was told before. Of a key and an
-- account neither side is told: they say who a person is.
SELECT
    file_line,
    field,
    CASE field WHEN 'amount_fen' THEN amount_fen WHEN 'outcome' THEN outcome END AS got,
    CASE field WHEN 'amount_fen' THEN item_fen::text WHEN 'outcome' THEN before_outcome
    END AS expected
FROM (
    SELECT
        *,
        CASE
            WHEN line IS NULL OR before_outcome = 'WITHDRAWN' THEN 'key'
            WHEN count(*) OVER (PARTITION BY line) > 1 THEN 'key'
            WHEN account <> item_account THEN 'account'
            WHEN amount_fen <> item_fen::text THEN 'amount_fen'
            WHEN before_outcome <> 'UNKNOWN_OUTCOME' AND before_outcome <> outcome THEN 'outcome'
        END AS field
    FROM result_match
) AS line
WHERE field IS NOT NULL
ORDER BY file_line
LIMIT 1
