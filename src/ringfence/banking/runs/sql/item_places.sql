-- Items of a run by line, from behind one, narrowed by what is known of them now and by words.
SELECT item.line, item.person_id
FROM banking_runitem AS item
LEFT JOIN LATERAL (
    SELECT result.outcome
    FROM banking_itemresult AS result
    WHERE result.leaf_id = item.leaf_id AND result.run_id = item.run_id
        AND result.line = item.line
    ORDER BY result.outcome = 'UNKNOWN_OUTCOME'
    LIMIT 1
) AS latest ON %(outcome)s <> ''
WHERE item.leaf_id = %(leaf_id)s AND item.run_id = %(run_id)s AND item.line > %(after_line)s
    AND (%(outcome)s = '' OR coalesce(latest.outcome, 'WAITING') = %(outcome)s)
    AND (
        %(words)s = '' OR item.identity_number = upper(%(words)s)
        OR item.account_number = %(words)s OR item.name LIKE %(like)s
    )
ORDER BY item.line
LIMIT %(limit)s
