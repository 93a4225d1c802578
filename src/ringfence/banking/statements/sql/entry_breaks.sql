-- What on a day's statement has no counterpart in the books, and runs whose sums of that day differ
-- between the two.
-- enforces OP-14.7
WITH entry AS (
    SELECT * FROM banking_statemententry WHERE statement_id = %(statement_id)s
), unbooked AS (
    SELECT 'ENTRY_WITHOUT_BOOKING' AS kind, entry.bank_reference AS reference,
        entry.amount_fen AS bank_fen, NULL::bigint AS book_fen
    FROM entry
    LEFT JOIN banking_run AS run ON run.id = entry.run_id
    LEFT JOIN banking_fundingnotice AS notice ON entry.run_id IS NULL
        AND notice.reference = entry.reference AND notice.amount_fen = entry.amount_fen
        AND notice.account_id = %(account_id)s
    WHERE run.id IS NULL AND notice.id IS NULL
), by_bank AS (
    SELECT run_id, -sum(amount_fen)::bigint AS paid_fen
    FROM entry
    WHERE run_id IS NOT NULL
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
SELECT kind, reference, bank_fen, book_fen FROM unbooked
UNION ALL
SELECT 'RUN_AMOUNT_DIFFERS', run.number, by_bank.paid_fen, by_books.paid_fen
FROM by_bank
FULL JOIN by_books USING (run_id)
JOIN banking_run AS run ON run.id = run_id
WHERE by_bank.paid_fen IS DISTINCT FROM by_books.paid_fen
