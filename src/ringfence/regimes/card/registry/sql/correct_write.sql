-- The cards put right, and for each changed field what it was.
WITH changed AS (
    INSERT INTO card_cardchange (id, list_id, card_id, field, before, after, actor, at)
    SELECT gen_random_uuid(), %(list_id)s, card_id, field, before, after, %(actor)s, %(at)s
    FROM correction_match
    CROSS JOIN LATERAL (VALUES
        ('account_number', before_account, account_number),
        ('bank_code', before_bank, bank_code),
        ('account_active', before_active::text, 'true')
    ) AS change (field, before, after)
    WHERE before <> after
)
UPDATE card_card AS card
SET account_number = match.account_number, bank_code = match.bank_code, account_active = true,
    updated_at = %(at)s
FROM correction_match AS match
WHERE card.id = match.card_id
