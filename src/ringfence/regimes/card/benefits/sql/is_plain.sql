-- Whether every cell is in its plainest form, so that nothing is left to judge. A file that is not
-- goes through the roster reader, which knows each rule and names each fault.
SELECT count(*) > 0 AND coalesce(bool_and(
    identity_number ~ '^[0-9]{17}[0-9X]$'
    AND name ~ '^[\u3400-\u9fff\u00b7\U00020000-\U0003ffff][0-9A-Za-z\u3400-\u9fff\u00b7\U00020000-\U0003ffff]{0,79}$'
    AND amount ~ '^(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?$' AND amount !~ '^0(\.0{1,2})?$'
    AND (account_number IS NULL OR account_number ~ '^[A-Za-z0-9-]{1,34}$')
    AND (remark IS NULL
        OR remark ~ '^[0-9A-Za-z\u3400-\u9fff][0-9A-Za-z\u3400-\u9fff .,:/()-]{0,59}$')
), false)
FROM roster_text
