-- How far the leaf is sealed: the last block, and the rows that came after it.
SELECT
    leaf.id AS leaf_id,
    last.number,
    encode(last.digest, 'hex') AS digest,
    last.sealed_at,
    (SELECT coalesce(sum(row_count), 0)::bigint FROM ledger_seal WHERE leaf_id = leaf.id)
        AS sealed_count,
    (SELECT count(*) FROM ledger_transfer AS transfer
        WHERE transfer.leaf_id = leaf.id AND transfer.seen >= coalesce(last.to_seen, 0))
        AS unsealed_count
FROM ledger_leaf AS leaf
LEFT JOIN LATERAL (
    SELECT * FROM ledger_seal WHERE ledger_seal.leaf_id = leaf.id ORDER BY number DESC LIMIT 1
) AS last ON true
WHERE leaf.id = %(leaf_id)s
