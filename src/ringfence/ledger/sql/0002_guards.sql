-- The books are append-only for everybody, their owner included.

CREATE FUNCTION ledger_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The books are append-only: % on % is refused; reverse a mistake instead',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'RFL04';
END $$;

-- `p_open_to_functions`: the ledger's own functions may update, which open ringfence.books first
-- and shut it after.
CREATE FUNCTION ledger_guard(p_table regclass, p_open_to_functions boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    -- BEFORE an update would lock each row once more: where functions update it is refused AFTER.
    EXECUTE format(
        'CREATE TRIGGER ledger_no_update %s UPDATE ON %s FOR EACH ROW %s '
        'EXECUTE FUNCTION ledger_refuse_change()',
        CASE WHEN p_open_to_functions THEN 'AFTER' ELSE 'BEFORE' END, p_table,
        CASE WHEN p_open_to_functions
            THEN $w$WHEN (current_setting('ringfence.books', true) IS DISTINCT FROM 'open')$w$
            ELSE '' END);
    EXECUTE format(
        'CREATE TRIGGER ledger_no_delete BEFORE DELETE ON %s FOR EACH ROW '
        'EXECUTE FUNCTION ledger_refuse_change()', p_table);
    -- TRUNCATE knows statement triggers only.
    EXECUTE format(
        'CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT '
        'EXECUTE FUNCTION ledger_refuse_change()', p_table);
END $$;

SELECT ledger_guard('ledger_fund', false);
SELECT ledger_guard('ledger_leaf', true);
SELECT ledger_guard('ledger_account', false);
SELECT ledger_guard('ledger_balance', true);
SELECT ledger_guard('ledger_pool', true);
SELECT ledger_guard('ledger_limit', false);
SELECT ledger_guard('ledger_transfer', false);
SELECT ledger_guard('ledger_hold', false);
SELECT ledger_guard('ledger_hold_event', false);
SELECT ledger_guard('ledger_checkpoint', false);
SELECT ledger_guard('ledger_day_sum', false);
SELECT ledger_guard('ledger_account_sum', false);
SELECT ledger_guard('ledger_seal', false);
DROP FUNCTION ledger_guard(regclass, boolean);
