-- Withdraw the items of a run that the registry no longer bears out: person, name, card, account
-- or bank changed since the item was resolved (OP-9.2). Only what changed since then is looked at,
-- that instant included.
-- enforces OP-9.2
INSERT INTO banking_itemresult (
    leaf_id, run_id, line, file_id, outcome, executed_on, bank_reference
)
SELECT item.leaf_id, item.run_id, item.line, item.run_id, 'WITHDRAWN', NULL, ''
FROM (
    SELECT id AS person_id FROM card_person WHERE updated_at >= %(since)s
    UNION
    SELECT person_id FROM card_card WHERE updated_at >= %(since)s
) AS changed
JOIN banking_runitem AS item ON item.leaf_id = %(leaf_id)s AND item.run_id = %(run_id)s
    AND item.person_id = changed.person_id
JOIN card_person AS person ON person.id = item.person_id
LEFT JOIN card_card AS card ON card.person_id = person.id
    AND card.state NOT IN ('CANCELLED_AFTER_LOSS', 'CANCELLED')
WHERE card.id IS NULL
    OR card.state <> 'NORMAL'
    OR NOT card.account_active
    OR card.account_number <> item.account_number
    OR card.bank_code <> %(bank)s
    OR person.name <> item.name
