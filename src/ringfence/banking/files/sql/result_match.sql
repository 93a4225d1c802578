-- Each line of the file beside the item that it names by key, and what was told of it before.
CREATE TEMP TABLE result_match ON COMMIT DROP AS
SELECT
    told.line::integer AS file_line,
    item.line,
    told.account,
    told.amount_fen,
    told.outcome,
    coalesce(told.bank_reference, '') AS bank_reference,
    told.settled_on::date AS settled_on,
    item.account_number AS item_account,
    item.amount_fen AS item_fen,
    before.outcome AS before_outcome
FROM result_line AS told
LEFT JOIN banking_runitem AS item ON item.leaf_id = %(leaf_id)s AND item.run_id = %(run_id)s
    AND item.key = told.key::uuid
LEFT JOIN result_before AS before ON before.line = item.line
