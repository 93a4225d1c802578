-- What is known of the items of each run: final outcomes, and unknown ones that nothing final
-- has followed. An item told unknown in several files is counted once.
WITH run AS (
    SELECT id, leaf_id FROM banking_run WHERE programme = %(programme)s AND period = %(period)s
), known AS (
    SELECT result.leaf_id, result.run_id, result.line, result.outcome
    FROM run
    JOIN banking_itemresult AS result ON result.leaf_id = run.leaf_id AND result.run_id = run.id
    WHERE result.outcome <> 'UNKNOWN_OUTCOME'
    UNION ALL
    SELECT DISTINCT result.leaf_id, result.run_id, result.line, result.outcome
    FROM run
    JOIN banking_itemresult AS result ON result.leaf_id = run.leaf_id AND result.run_id = run.id
    WHERE result.outcome = 'UNKNOWN_OUTCOME' AND NOT EXISTS (
        SELECT FROM banking_itemresult AS final
        WHERE final.leaf_id = result.leaf_id AND final.run_id = result.run_id
            AND final.line = result.line AND final.outcome <> 'UNKNOWN_OUTCOME'
    )
)
SELECT
    item.run_id,
    known.outcome,
    count(*) AS item_count,
    sum(item.amount_fen)::bigint AS sum_fen
FROM known
JOIN banking_runitem AS item ON item.leaf_id = known.leaf_id AND item.run_id = known.run_id
    AND item.line = known.line
GROUP BY item.run_id, known.outcome
ORDER BY item.run_id, known.outcome
