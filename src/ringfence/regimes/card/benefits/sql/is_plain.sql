-- Whether every cell but the name is in its plainest form, so that nothing is left to judge. A file
-- that is not goes through the roster reader, which knows each rule and names each fault. A name is
-- judged when the registry has spoken: one that it has is right.
SELECT count(*) > 0
    AND coalesce(bool_and(
        identity_number IS NOT NULL AND name IS NOT NULL AND amount IS NOT NULL
        AND identity_number ~ '^[0-9]{17}[0-9X]$'
        AND amount ~ '^(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?$' AND amount ~ '[1-9]'
        AND (account_number IS NULL OR account_number ~ '^[A-Za-z0-9-]{1,34}$')
    ), false)
    -- Most rosters have a few remarks for all; the range of characters makes this test a slow one.
    AND (
        SELECT coalesce(bool_and(remark
            ~ '^[0-9A-Za-z\u3400-\u9fff][0-9A-Za-z\u3400-\u9fff .,:/()-]{0,59}$'), true)
        FROM (SELECT DISTINCT remark FROM roster_text WHERE remark IS NOT NULL) AS each
    )
FROM roster_text
