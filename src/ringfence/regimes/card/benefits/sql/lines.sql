-- The plain roster's lines as values: `amount` is digits with at most two decimals.
INSERT INTO roster_line (line, identity_number, name, amount_fen, account_number, remark)
SELECT
    line,
    identity_number,
    name,
    (split_part(amount, '.', 1) || rpad(split_part(amount, '.', 2), 2, '0'))::bigint,
    coalesce(account_number, ''),
    coalesce(remark, '')
FROM roster_text
