-- Subjects of open cases about roster lines that a further run carries now. The parameter is the
-- type of case.
SELECT known.subject_id
FROM desk_case AS known
JOIN card_roster AS roster ON roster.id = split_part(known.subject_id, '/', 1)::uuid
JOIN card_programme AS programme ON programme.code = roster.programme_id
JOIN banking_runitem AS again ON again.leaf_id = programme.leaf_id
    AND again.retry_run_id = roster.id
    AND again.retry_line = split_part(known.subject_id, '/', 2)::integer
WHERE known.type = %s AND known.state = 'OPEN'
ORDER BY known.id
