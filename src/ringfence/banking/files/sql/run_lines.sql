-- The items of a run as detail lines of the exchange standard (section 6.1); lines count anew,
-- because withdrawn items are left out.
COPY (
    SELECT
        'D',
        row_number() OVER (ORDER BY item.line),
        replace(item.key::text, '-', ''),
        item.account_number,
        item.name,
        '',
        item.amount_fen,
        item.remark,
        '',
        ''
    FROM banking_runitem AS item
    WHERE item.leaf_id = %(leaf_id)s AND item.run_id = %(run_id)s
        AND NOT EXISTS (
            SELECT FROM banking_itemresult AS result
            WHERE result.leaf_id = item.leaf_id AND result.run_id = item.run_id
                AND result.line = item.line AND result.outcome = 'WITHDRAWN'
        )
    ORDER BY item.line
) TO STDOUT (FORMAT text, DELIMITER '|', NULL '', ENCODING 'UTF8')
