-- What is known now of the items of an agency's runs of one period, by bank and outcome. An unknown
-- outcome counts only until a definite one has come; what nobody has told of is WAITING.
WITH run AS (
    SELECT run.id, run.leaf_id, run.item_count, run.sum_fen, bank.name AS bank
    FROM banking_run AS run
    JOIN banking_agencyagreement AS agreement ON agreement.id = run.agreement_id
    JOIN banking_branch AS branch ON branch.id = agreement.branch_id
    JOIN banking_bank AS bank ON bank.code = branch.bank_id
    WHERE agreement.agency = %(organisation)s AND run.period = %(period)s
        AND run.state <> 'CANCELLED'
), told AS (
    SELECT run.id, run.bank, result.outcome, count(*) AS item_count, sum(item.amount_fen) AS sum_fen
    FROM run
    JOIN banking_itemresult AS result ON result.leaf_id = run.leaf_id AND result.run_id = run.id
    JOIN banking_runitem AS item ON item.leaf_id = run.leaf_id AND item.run_id = run.id
        AND item.line = result.line
    WHERE result.outcome <> 'UNKNOWN_OUTCOME' OR NOT EXISTS (
        SELECT FROM banking_itemresult AS settled
        WHERE settled.leaf_id = result.leaf_id AND settled.run_id = result.run_id
            AND settled.line = result.line AND settled.outcome <> 'UNKNOWN_OUTCOME'
    )
    GROUP BY run.id, run.bank, result.outcome
), waiting AS (
    SELECT run.bank, 'WAITING' AS outcome,
        run.item_count - coalesce(sum(told.item_count), 0) AS item_count,
        run.sum_fen - coalesce(sum(told.sum_fen), 0) AS sum_fen
    FROM run
    LEFT JOIN told ON told.id = run.id
    GROUP BY run.id, run.bank, run.item_count, run.sum_fen
)
SELECT bank, outcome, sum(item_count)::bigint, sum(sum_fen)::bigint
FROM (
    SELECT bank, outcome, item_count, sum_fen FROM told
    UNION ALL
    SELECT bank, outcome, item_count, sum_fen FROM waiting WHERE item_count > 0
) AS each
GROUP BY bank, outcome
ORDER BY bank, outcome
