-- Each correction beside the live card of its person, and whether its account is on another card,
-- in the registry or further up in the list.
CREATE TEMP TABLE correction_match ON COMMIT DROP AS
SELECT
    correction.line,
    correction.identity_number,
    correction.account_number,
    correction.bank_code,
    person.area_code,
    card.id AS card_id,
    card.account_number AS before_account,
    card.bank_code AS before_bank,
    card.account_active AS before_active,
    EXISTS (
        SELECT FROM card_card AS other
        WHERE other.account_number = correction.account_number AND other.id <> card.id
    ) OR count(*) OVER (PARTITION BY correction.account_number) > 1 AS is_taken,
    count(*) OVER (PARTITION BY correction.identity_number) > 1 AS is_repeated
FROM card_correctionline AS correction
LEFT JOIN card_person AS person ON person.identity_number = correction.identity_number
LEFT JOIN card_card AS card
    ON card.person_id = person.id AND card.state NOT IN ('CANCELLED_AFTER_LOSS', 'CANCELLED')
WHERE correction.list_id = %(list_id)s
