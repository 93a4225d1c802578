-- A person's items on these leaves, the newest run first, each with what is known of it now.
SELECT run.number, item.line, run.programme, run.period, item.amount_fen,
    coalesce(latest.outcome, 'WAITING'), latest.executed_on, run.agency
FROM banking_runitem AS item
JOIN (
    SELECT run.id, run.number, run.programme, run.period, agreement.agency
    FROM banking_run AS run
    JOIN banking_agencyagreement AS agreement ON agreement.id = run.agreement_id
) AS run ON run.id = item.run_id
LEFT JOIN LATERAL (
    SELECT result.outcome, result.executed_on
    FROM banking_itemresult AS result
    WHERE result.leaf_id = item.leaf_id AND result.run_id = item.run_id
        AND result.line = item.line
    ORDER BY result.outcome = 'UNKNOWN_OUTCOME'
    LIMIT 1
) AS latest ON true
WHERE item.leaf_id = ANY(%(leaf_ids)s::bigint[]) AND item.person_id = %(person_id)s
ORDER BY item.run_id DESC, item.line
LIMIT %(limit)s
