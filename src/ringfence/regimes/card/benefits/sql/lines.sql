-- The roster's lines as values. `amount` is known to be digits with at most two decimals; an
-- identity number in full-width letters is the same number.
CREATE TEMP TABLE roster_line ON COMMIT DROP AS
SELECT
    line,
    NULL::uuid AS source_id,
    NULL::integer AS source_line,
    translate(upper(btrim(identity_number)), '０１２３４５６７８９Ｘ', '0123456789X') AS identity_number,
    name,
    (split_part(amount, '.', 1) || rpad(split_part(amount, '.', 2), 2, '0'))::bigint AS amount_fen,
    coalesce(account_number, '') AS account_number,
    coalesce(remark, '') AS remark
FROM roster_text
