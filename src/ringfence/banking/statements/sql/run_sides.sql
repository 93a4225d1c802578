-- What each run paid on a statement's day: as the bank states it, and as the books have it. Those
-- that differ come first.
WITH by_bank AS (
    SELECT run_id, -sum(amount_fen)::bigint AS paid_fen
    FROM banking_statemententry
    WHERE statement_id = %(statement_id)s AND run_id IS NOT NULL
    GROUP BY run_id
), by_books AS (
    SELECT run.id AS run_id, sum(item.amount_fen)::bigint AS paid_fen
    FROM banking_run AS run
    JOIN banking_agencyagreement AS agreement ON agreement.id = run.agreement_id
        AND agreement.payout_account_id = %(account_id)s
    JOIN banking_itemresult AS result ON result.leaf_id = run.leaf_id AND result.run_id = run.id
        AND result.outcome = 'SUCCESS' AND result.executed_on = %(on)s
    JOIN banking_runitem AS item ON item.leaf_id = run.leaf_id AND item.run_id = run.id
        AND item.line = result.line
    GROUP BY run.id
)
SELECT run.number, by_bank.paid_fen, by_books.paid_fen
FROM by_bank
FULL JOIN by_books USING (run_id)
JOIN banking_run AS run ON run.id = run_id
ORDER BY by_bank.paid_fen IS NOT DISTINCT FROM by_books.paid_fen, run.number
