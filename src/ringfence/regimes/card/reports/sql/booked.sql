-- What the ledger paid out of each run's money in transit: from people's own accounts, and from
-- the pooled fund.
SELECT
    run.id AS run_id,
    transfer.debit_id = run.pool_account_id AS from_pool,
    count(*) AS transfer_count,
    sum(transfer.amount_fen)::bigint AS sum_fen
FROM banking_run AS run
JOIN ledger_transfer AS transfer
    ON transfer.leaf_id = run.leaf_id AND transfer.credit_id = run.id
    AND transfer.code = 'BENEFIT_PAID'
WHERE run.programme = %(programme)s AND run.period = %(period)s
GROUP BY run.id, from_pool
ORDER BY run.id, from_pool
