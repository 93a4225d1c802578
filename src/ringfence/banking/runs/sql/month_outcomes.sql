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
    SELECT run.id, run.bank, tally.outcome, sum(tally.item_count) AS item_count,
        sum(tally.sum_fen) AS sum_fen
    FROM run
    JOIN banking_outcometally AS tally ON tally.leaf_id = run.leaf_id AND tally.run_id = run.id
    GROUP BY run.id, run.bank, tally.outcome
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
    SELECT bank, outcome, item_count, sum_fen FROM told WHERE item_count > 0
    UNION ALL
    SELECT bank, outcome, item_count, sum_fen FROM waiting WHERE item_count > 0
) AS each
GROUP BY bank, outcome
ORDER BY bank, outcome
