-- People first, then their cards.
WITH person AS (
    INSERT INTO card_person (
        id, identity_number, name, name_initials, name_syllables, area_code, updated_at
    )
    SELECT
        person_id, identity_number, name, name_initials, name_syllables, area_code, %(at)s
    FROM registry_line
    ORDER BY line
)
INSERT INTO card_card (
    id, person_id, number, state, bank_code, account_number, account_active, updated_at
)
SELECT card_id, person_id, card_number, card_state, bank_code, account_number, account_active,
    %(at)s
FROM registry_line
ORDER BY line
