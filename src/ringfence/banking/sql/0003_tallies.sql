-- What became of a run's items is counted once, when it is told: whoever looks at a month of a
-- million items reads a few rows. An unknown outcome that turns definite is taken out again.
CREATE FUNCTION banking_outcome_tally() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET jit = off
AS $$
BEGIN
    INSERT INTO banking_outcometally (leaf_id, run_id, file_id, outcome, item_count, sum_fen)
    SELECT moved.leaf_id, moved.run_id, moved.file_id, moved.outcome, sum(moved.way),
        sum(moved.way * item.amount_fen)
    FROM (
        SELECT told.leaf_id, told.run_id, told.line, told.file_id, told.outcome, 1 AS way
        FROM told
        WHERE told.outcome <> 'UNKNOWN_OUTCOME' OR NOT EXISTS (
            SELECT FROM banking_itemresult AS other
            WHERE other.leaf_id = told.leaf_id AND other.run_id = told.run_id
                AND other.line = told.line AND other.file_id <> told.file_id
        )
        UNION ALL
        SELECT told.leaf_id, told.run_id, told.line, told.file_id, 'UNKNOWN_OUTCOME', -1
        FROM told
        WHERE told.outcome <> 'UNKNOWN_OUTCOME' AND EXISTS (
            SELECT FROM banking_itemresult AS before
            WHERE before.leaf_id = told.leaf_id AND before.run_id = told.run_id
                AND before.line = told.line AND before.outcome = 'UNKNOWN_OUTCOME'
        )
    ) AS moved
    JOIN banking_runitem AS item ON item.leaf_id = moved.leaf_id AND item.run_id = moved.run_id
        AND item.line = moved.line
    GROUP BY moved.leaf_id, moved.run_id, moved.file_id, moved.outcome;
    RETURN NULL;
END $$;

CREATE TRIGGER banking_outcome_tally AFTER INSERT ON banking_itemresult
    REFERENCING NEW TABLE AS told
    FOR EACH STATEMENT EXECUTE FUNCTION banking_outcome_tally();
