-- Announced sums that a statement shows: same account, amount and reference in the remark.
SELECT notice.id, notice.source_account_id, notice.amount_fen
FROM banking_statemententry AS entry
JOIN banking_fundingnotice AS notice ON notice.reference = entry.reference
    AND notice.amount_fen = entry.amount_fen AND notice.account_id = %(account_id)s
WHERE entry.statement_id = %(statement_id)s AND entry.run_id IS NULL
ORDER BY notice.id
