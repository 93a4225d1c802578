-- As banking_analyze_items: for the registry, and the accounts opened with it.
CREATE FUNCTION card_analyze_registry() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE card_person;
    ANALYZE card_card;
    ANALYZE ledger_account;
    ANALYZE ledger_balance;
END $$;
