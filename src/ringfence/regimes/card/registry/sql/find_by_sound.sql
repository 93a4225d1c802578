-- People by the sound of their names: for each way that a text may be taken the first of those
-- that sound so, in the order of their sound. `beyond` is the character after all others.
SELECT found.id, found.area_code
FROM unnest(%(initials)s::text[], %(first_parts)s::text[], %(patterns)s::text[],
    %(begins)s::text[]) WITH ORDINALITY AS way (initials, first_part, pattern, begins, place)
CROSS JOIN LATERAL (
    SELECT person.id, person.area_code, person.name_initials, person.name_syllables
    FROM card_person AS person
    WHERE person.name_initials >= way.initials
        AND person.name_initials < way.initials || %(beyond)s
        AND person.name_syllables >= way.first_part
        AND person.name_syllables < way.first_part || %(beyond)s
        AND person.name_syllables ~ way.pattern
        AND starts_with(person.name, way.begins)
        AND person.area_code LIKE ANY (%(areas)s::text[])
    ORDER BY person.name_initials, person.name_syllables
    LIMIT %(limit)s
) AS found
ORDER BY way.place, found.name_initials, found.name_syllables, found.id
