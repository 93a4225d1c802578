-- Compare one day three ways, rider by rider and figure by figure; write each difference.
--
-- The figures are the day's movements and what was brought forward into it, so that one cause is
-- one difference: a closing balance differs only where one of these does. Who has a say in which
-- figure stands in `figure`; the sums of a rider without one are nothing.
-- enforces MUF-14
WITH figure (kind, operator_says, bank_says) AS (
    VALUES ('DEPOSIT_IN', true, true), ('DEPOSIT_REFUND', true, true), ('TOP_UP', true, true),
        ('REFUND', true, true), ('RIDE', true, false), ('PAYOUT', false, true),
        ('REPLENISHMENT', false, true),
        ('DEPOSIT_BROUGHT_FORWARD', true, false), ('PREPAID_BROUGHT_FORWARD', true, false),
        ('BANK_DEPOSIT_BROUGHT_FORWARD', false, true), ('BANK_PREPAID_BROUGHT_FORWARD', false, true)
), account AS (
    SELECT leaf_id, id, money FROM mobility_dedicatedaccount WHERE operator_id = %(operator_id)s
), rider AS (
    SELECT id, code FROM mobility_rider WHERE operator_id = %(operator_id)s
), transfer AS MATERIALIZED (
    SELECT t.leaf_id, t.id, t.code, t.amount_fen, t.debit_id, t.credit_id,
        t.at < %(ends_at)s AS is_of_day
    FROM account AS a
    JOIN ledger_transfer AS t ON t.leaf_id = a.leaf_id
    WHERE t.at >= %(begins_at)s
), since AS (
    SELECT leaf_id, account_id, sum(amount_fen)::bigint AS credit_fen
    FROM (
        SELECT leaf_id, credit_id AS account_id, amount_fen FROM transfer
        UNION ALL
        SELECT leaf_id, debit_id, -amount_fen FROM transfer
    ) AS side
    GROUP BY leaf_id, account_id
), opened AS (
    SELECT a.money, a.id AS bank_id, b.account_id,
        b.balance_fen - b.side * coalesce(s.credit_fen, 0) AS opening_fen
    FROM account AS a
    JOIN ledger_balance AS b ON b.leaf_id = a.leaf_id
    LEFT JOIN since AS s ON s.leaf_id = b.leaf_id AND s.account_id = b.account_id
), by_ledger AS (
    SELECT coalesce(r.code, '') AS rider, t.code AS kind, sum(t.amount_fen)::bigint AS ledger_fen
    FROM transfer AS t
    LEFT JOIN rider AS r
        ON r.id = CASE WHEN t.code IN ('DEPOSIT_IN', 'TOP_UP') THEN t.credit_id ELSE t.debit_id END
    WHERE t.is_of_day
    GROUP BY 1, 2
    UNION ALL
    SELECT r.code, o.money || '_BROUGHT_FORWARD', o.opening_fen
    FROM opened AS o JOIN rider AS r ON r.id = o.account_id
    UNION ALL
    SELECT '', 'BANK_' || money || '_BROUGHT_FORWARD', opening_fen
    FROM opened WHERE account_id = bank_id
), by_operator AS (
    SELECT l.rider, f.kind, f.operator_fen
    FROM custody_line AS l
    CROSS JOIN LATERAL (VALUES
        ('DEPOSIT_IN', l.deposit_in_fen),
        ('DEPOSIT_REFUND', l.deposit_refund_fen),
        ('TOP_UP', l.top_up_fen),
        ('RIDE', l.ride_fen),
        ('REFUND', l.refund_fen),
        ('DEPOSIT_BROUGHT_FORWARD',
            l.deposit_closing_fen - l.deposit_in_fen + l.deposit_refund_fen),
        ('PREPAID_BROUGHT_FORWARD',
            l.prepaid_closing_fen - l.top_up_fen + l.ride_fen + l.refund_fen)
    ) AS f (kind, operator_fen)
), entry AS (
    SELECT e.amount_fen, e.reference, t.code AS kind,
        CASE WHEN t.code IN ('DEPOSIT_IN', 'TOP_UP') THEN t.credit_id ELSE t.debit_id END
            AS rider_id
    FROM custody_entry AS e
    LEFT JOIN ledger_transfer AS t ON t.leaf_id = e.leaf_id AND t.id = e.key AND t.code <> 'RIDE'
), by_bank AS (
    SELECT coalesce(r.code, '') AS rider, e.kind,
        sum(CASE WHEN e.kind IN ('DEPOSIT_IN', 'TOP_UP', 'REPLENISHMENT') THEN e.amount_fen
            ELSE -e.amount_fen END)::bigint AS bank_fen
    FROM entry AS e
    LEFT JOIN rider AS r ON r.id = e.rider_id
    WHERE e.kind IS NOT NULL
    GROUP BY 1, 2
    UNION ALL
    SELECT '', 'BANK_' || a.money || '_BROUGHT_FORWARD', o.opening_fen
    FROM custody_opening AS o JOIN account AS a ON a.leaf_id = o.leaf_id
), compared AS (
    SELECT f.kind, x.rider, '' AS reference,
        CASE WHEN f.operator_says THEN coalesce(x.operator_fen, 0) END AS operator_fen,
        coalesce(x.ledger_fen, 0) AS ledger_fen,
        CASE WHEN f.bank_says THEN coalesce(x.bank_fen, 0) END AS bank_fen
    FROM (SELECT * FROM by_ledger
        FULL JOIN by_operator USING (rider, kind)
        FULL JOIN by_bank USING (rider, kind)) AS x
    JOIN figure AS f ON f.kind = x.kind
), difference AS (
    SELECT * FROM compared
    WHERE operator_fen <> ledger_fen OR bank_fen <> ledger_fen
    UNION ALL
    SELECT 'BANK_ENTRY_UNKNOWN', '', reference, NULL, NULL, amount_fen
    FROM entry WHERE kind IS NULL
)
INSERT INTO mobility_clearingbreak (
    clearing_id, line, kind, rider, reference, operator_fen, ledger_fen, bank_fen
)
SELECT %(clearing_id)s, row_number() OVER (ORDER BY rider, kind, reference), kind, rider, reference,
    operator_fen, ledger_fen, bank_fen
FROM difference
