-- Announced sums that a statement shows for the first time: same account, amount and reference in
-- the remark. Money that comes again under the same reference is a difference, not this funding.
SELECT DISTINCT notice.id, notice.source_account_id, notice.amount_fen
FROM banking_statemententry AS entry
JOIN banking_fundingnotice AS notice ON notice.reference = entry.reference
    AND notice.amount_fen = entry.amount_fen AND notice.account_id = %(account_id)s
WHERE entry.statement_id = %(statement_id)s AND entry.run_id IS NULL
    AND NOT EXISTS (
        SELECT
        FROM banking_bankstatement AS earlier
        JOIN banking_statemententry AS shown ON shown.statement_id = earlier.id
        WHERE earlier.account_id = %(account_id)s AND earlier.on < %(on)s
            AND shown.reference = notice.reference AND shown.amount_fen = notice.amount_fen
            AND shown.run_id IS NULL
    )
ORDER BY notice.id
