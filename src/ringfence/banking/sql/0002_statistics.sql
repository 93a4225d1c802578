-- The planner knows nothing of a run that was written a moment ago, and would compare each of its
-- items with each result. The run-time role may not analyze; its owner does it here. A sample of
-- 6,000 rows tells a run's share well enough, and is drawn after each file that is taken.
CREATE FUNCTION banking_analyze_items() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET default_statistics_target = 20 AS $$
BEGIN
    ANALYZE banking_runitem;
    ANALYZE banking_itemresult;
END $$;
