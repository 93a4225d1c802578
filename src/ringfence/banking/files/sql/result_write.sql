-- What is new: a definite outcome where none was told, an unknown one where nothing was told.
INSERT INTO banking_itemresult (
    leaf_id, run_id, line, file_id, outcome, executed_on, bank_reference
)
SELECT %(leaf_id)s, %(run_id)s, line, %(file_id)s, outcome, settled_on, bank_reference
FROM result_match
WHERE before_outcome IS NULL
    OR before_outcome = 'UNKNOWN_OUTCOME' AND outcome <> 'UNKNOWN_OUTCOME'
ORDER BY line
