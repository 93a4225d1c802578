-- Subjects of open cases about failed items that a further run carries now.
SELECT known.subject_id
FROM desk_case AS known
JOIN banking_run AS run ON run.number = split_part(known.subject_id, '/', 1)
JOIN banking_runitem AS again ON again.leaf_id = run.leaf_id AND again.retry_run_id = run.id
    AND again.retry_line = split_part(known.subject_id, '/', 2)::integer
WHERE known.type = %(type)s AND known.state = 'OPEN'
ORDER BY known.id
