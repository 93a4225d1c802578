-- People by a whole number: the identity record's, the card's, or the account's on a card.
SELECT person.id, person.area_code
FROM card_person AS person
WHERE person.id IN (
    SELECT id FROM card_person WHERE identity_number = upper(%(number)s)
    UNION ALL
    SELECT person_id FROM card_card WHERE number = %(number)s
    UNION ALL
    SELECT person_id FROM card_card WHERE account_number = %(number)s
)
    AND person.area_code LIKE ANY (%(areas)s::text[])
ORDER BY person.id
LIMIT %(limit)s
