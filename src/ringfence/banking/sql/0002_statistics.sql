-- The planner knows nothing of a run that was written a moment ago, and would compare each of its
-- items with each result. The run-time role may not analyze; its owner does it here.
CREATE FUNCTION banking_analyze_items() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE banking_runitem;
    ANALYZE banking_itemresult;
END $$;
