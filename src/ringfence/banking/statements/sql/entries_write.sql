-- The entries of a staged statement; positive in, negative out.
INSERT INTO banking_statemententry (
    statement_id, line, amount_fen, booked_on, reference, run_id, key, bank_reference, text
)
SELECT
    %(statement_id)s,
    line::integer,
    CASE side WHEN 'CRDT' THEN 1 ELSE -1 END * amount_fen::bigint,
    booked_on::date,
    coalesce(remark, ''),
    run_id::uuid,
    key::uuid,
    bank_reference,
    coalesce(party_name, '')
FROM statement_line
