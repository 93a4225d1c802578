-- The runs of a programme and a period with their bank. A further run carries again what failed;
-- all of its items do, so its first tells.
SELECT
    run.id,
    run.number,
    branch.bank_id AS bank,
    bank.name AS bank_name,
    run.state,
    first.retry_run_id IS NOT NULL AS is_further,
    run.item_count,
    run.sum_fen,
    coalesce(run.sent_count, 0) AS sent_count,
    coalesce(run.sent_fen, 0) AS sent_fen
FROM banking_run AS run
JOIN banking_agencyagreement AS agreement ON agreement.id = run.agreement_id
JOIN banking_branch AS branch ON branch.id = agreement.branch_id
JOIN banking_bank AS bank ON bank.code = branch.bank_id
LEFT JOIN banking_runitem AS first
    ON first.leaf_id = run.leaf_id AND first.run_id = run.id AND first.line = 1
WHERE run.programme = %(programme)s AND run.period = %(period)s
ORDER BY run.number
