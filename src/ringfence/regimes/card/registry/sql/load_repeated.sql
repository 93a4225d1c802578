-- The first line whose person or card stands in the file, or in the registry, already.
SELECT file_line, field
FROM (
    SELECT
        line + 1 AS file_line,
        CASE
            WHEN row_number() OVER (PARTITION BY identity_number ORDER BY line) > 1
                THEN 'identity_number'
            WHEN row_number() OVER (PARTITION BY card_number ORDER BY line) > 1
                OR EXISTS (SELECT FROM card_card AS card WHERE card.number = card_number)
                THEN 'card_number'
        END AS field
    FROM registry_line
) AS found
WHERE field IS NOT NULL
ORDER BY file_line
LIMIT 1
