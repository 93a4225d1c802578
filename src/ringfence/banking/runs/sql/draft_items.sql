-- The items of new runs from the resolved lines; lines are counted within each run. An item's key
-- is a UUIDv7 that rises with its line: milliseconds, 12 random bits of the run, the line, 30 more
-- random bits of the run, the lowest 0; so the ledger's index of keys grows at its end. With the
-- lowest bit 1 it names the part of the item that the pooled fund bears.
INSERT INTO banking_runitem (
    leaf_id, run_id, line, key, person_id, ledger_account_id, identity_number, name,
    account_number, card_state, amount_fen, remark, retry_run_id, retry_line
)
SELECT
    %(leaf_id)s,
    run.id,
    item.line,
    (run.key_head || to_hex(32768 + (item.line >> 18))
        || lpad(to_hex(((item.line & 262143)::bigint << 30) | run.key_tail), 12, '0'))::uuid,
    item.person_id,
    item.person_id,
    item.identity_number,
    item.name,
    item.account_number,
    item.card_state,
    item.amount_fen,
    item.remark,
    item.source_id,
    item.source_line
FROM (
    SELECT
        *,
        (row_number() OVER (PARTITION BY agreement_id ORDER BY resolved.line))::integer AS run_line
    FROM roster_resolved AS resolved
    WHERE cause IS NULL
) AS numbered
CROSS JOIN LATERAL (SELECT numbered.run_line AS line, numbered.person_id,
    numbered.identity_number, numbered.name, numbered.account_number, numbered.card_state,
    numbered.amount_fen, numbered.remark, numbered.source_id, numbered.source_line) AS item
JOIN unnest(%(run_ids)s::uuid[], %(agreement_ids)s::uuid[], %(key_heads)s::text[],
    %(key_tails)s::bigint[]) AS run (id, agreement_id, key_head, key_tail)
    ON run.agreement_id = numbered.agreement_id
