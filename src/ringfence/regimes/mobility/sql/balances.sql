-- The bank's money and the operator's share (none of deposits), as one snapshot has them.
SELECT
    balance_fen,
    coalesce(ledger_balance_before(leaf_id, %(share_id)s, NULL), 0)::bigint
FROM ledger_balance
WHERE leaf_id = %(leaf_id)s AND account_id = %(bank_id)s
