-- The rosters taken in for a programme and a period. A roster names a person once.
SELECT
    count(*) AS file_count,
    coalesce(sum(line_count), 0)::bigint AS person_count,
    coalesce(sum(sum_fen), 0)::bigint AS sum_fen
FROM card_roster
WHERE programme_id = %(programme)s AND period = %(period)s
