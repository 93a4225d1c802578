-- What was told of the run's items before this file: a definite outcome where there is one.
CREATE TEMP TABLE result_before ON COMMIT DROP AS
SELECT DISTINCT ON (line) line, outcome FROM banking_itemresult
WHERE leaf_id = %(leaf_id)s AND run_id = %(run_id)s
ORDER BY line, outcome = 'UNKNOWN_OUTCOME'
