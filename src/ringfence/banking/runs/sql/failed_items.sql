-- Items that certainly failed, of runs that the bank has answered lately, and that nobody's case is
-- about yet. An unknown outcome is never among them.
SELECT agreement.agency, run.number, result.line, result.outcome, item.amount_fen
FROM banking_run AS run
JOIN banking_agencyagreement AS agreement ON agreement.id = run.agreement_id
JOIN banking_itemresult AS result ON result.leaf_id = run.leaf_id AND result.run_id = run.id
    AND result.outcome NOT IN ('SUCCESS', 'UNKNOWN_OUTCOME')
JOIN banking_runitem AS item ON item.leaf_id = run.leaf_id AND item.run_id = run.id
    AND item.line = result.line
WHERE EXISTS (
        SELECT FROM banking_runstep AS step
        WHERE step.run_id = run.id AND step.event = 'RETURN' AND step.at >= %(since_at)s
    )
    AND NOT EXISTS (
        SELECT FROM banking_runitem AS again
        WHERE again.leaf_id = item.leaf_id AND again.retry_run_id = item.run_id
            AND again.retry_line = item.line
    )
    AND NOT EXISTS (
        SELECT FROM desk_case AS known
        WHERE known.type = %(type)s AND known.subject_kind = 'run_item'
            AND known.subject_id = run.number || '/' || result.line
    )
ORDER BY agreement.agency, run.number, result.line
