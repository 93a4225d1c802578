-- Each correction beside the live card of its person, and whether its account is on another card,
-- in the registry or further up in the list.
CREATE TEMP TABLE correction_match ON COMMIT DROP AS
SELECT
    correction.*,
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
FROM unnest(%(identity_numbers)s::text[], %(account_numbers)s::text[], %(bank_codes)s::text[])
    WITH ORDINALITY AS correction (identity_number, account_number, bank_code, line)
LEFT JOIN card_person AS person ON person.identity_number = correction.identity_number
LEFT JOIN card_card AS card
    ON card.person_id = person.id AND card.state NOT IN ('CANCELLED_AFTER_LOSS', 'CANCELLED')
