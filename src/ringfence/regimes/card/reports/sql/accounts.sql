-- The payout accounts of the period's runs: of the statements that show money of these runs, the
-- latest, with its comparison, and over all of them how many were compared and what differed.
WITH counts AS (
    SELECT DISTINCT ON (statement_id) *
    FROM banking_reconciliation
    ORDER BY statement_id, number DESC
), run AS (
    SELECT run.id, run.resolved_at, agreement.payout_account_id AS account_id
    FROM banking_run AS run
    JOIN banking_agencyagreement AS agreement ON agreement.id = run.agreement_id
    WHERE run.programme = %(programme)s AND run.period = %(period)s
), account AS (
    SELECT account_id, (min(resolved_at) AT TIME ZONE 'Asia/Shanghai')::date AS first_on
    FROM run GROUP BY account_id
), statement AS (
    SELECT statement.*
    FROM account
    JOIN banking_bankstatement AS statement
        ON statement.account_id = account.account_id AND statement.on >= account.first_on
    WHERE EXISTS (
        SELECT FROM banking_statemententry AS entry
        WHERE entry.statement_id = statement.id AND entry.run_id IN (SELECT id FROM run)
    )
)
SELECT
    branch.bank_id AS bank,
    bank.name AS bank_name,
    own.number AS account,
    latest.on,
    latest.bank_fen,
    latest.book_fen,
    latest.in_transit_fen,
    days.statement_count,
    days.reconciled_count,
    days.break_count
FROM account
JOIN banking_ownaccount AS own ON own.id = account.account_id
JOIN banking_branch AS branch ON branch.id = own.branch_id
JOIN banking_bank AS bank ON bank.code = branch.bank_id
CROSS JOIN LATERAL (
    SELECT
        count(*) AS statement_count,
        count(reconciliation.id) AS reconciled_count,
        coalesce(sum(reconciliation.break_count), 0)::bigint AS break_count
    FROM statement
    LEFT JOIN counts AS reconciliation ON reconciliation.statement_id = statement.id
    WHERE statement.account_id = account.account_id
) AS days
LEFT JOIN LATERAL (
    SELECT statement.on, reconciliation.bank_fen, reconciliation.book_fen,
        reconciliation.in_transit_fen
    FROM statement
    JOIN counts AS reconciliation ON reconciliation.statement_id = statement.id
    WHERE statement.account_id = account.account_id
    ORDER BY statement.on DESC
    LIMIT 1
) AS latest ON true
ORDER BY bank, account
