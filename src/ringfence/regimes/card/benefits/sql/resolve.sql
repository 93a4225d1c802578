-- Each line of roster_line against the registry as it is now (OP-9.2): the person by identity
-- number, the live card, its bank account, and the agency's agreement with that bank (OP-8.2).
-- enforces OP-8.2, OP-9.1, OP-9.2, OP-15
CREATE TEMP TABLE roster_resolved ON COMMIT DROP AS
SELECT
    line.line,
    line.source_id,
    line.source_line,
    line.identity_number,
    line.name,
    line.amount_fen,
    line.remark,
    person.id AS person_id,
    card.account_number,
    card.state AS card_state,
    agreement.id AS agreement_id,
    line.account_number AS roster_account,
    CASE
        WHEN person.id IS NULL THEN 'PERSON_UNKNOWN'
        WHEN person.name <> line.name THEN 'NAME_DIFFERS'
        WHEN card.id IS NULL THEN 'NO_CARD'
        WHEN card.state IN ('TEMPORARILY_LOST', 'LOST') THEN 'CARD_LOST'
        WHEN card.state <> 'NORMAL' THEN 'CARD_NOT_ENABLED'
        WHEN NOT card.account_active THEN 'ACCOUNT_NOT_ACTIVE'
        WHEN line.account_number NOT IN ('', card.account_number) THEN 'ACCOUNT_DIFFERS'
        WHEN agreement.id IS NULL THEN 'NO_AGREEMENT'
    END AS cause
FROM roster_line AS line
LEFT JOIN card_person AS person ON person.identity_number = line.identity_number
LEFT JOIN card_card AS card
    ON card.person_id = person.id AND card.state NOT IN ('CANCELLED_AFTER_LOSS', 'CANCELLED')
LEFT JOIN (
    SELECT DISTINCT ON (branch.bank_id) agreement.id, branch.bank_id
    FROM banking_agencyagreement AS agreement
    JOIN banking_branch AS branch ON branch.id = agreement.branch_id
    JOIN banking_ownaccount AS payout ON payout.id = agreement.payout_account_id
    WHERE agreement.agency = %(agency)s
        AND agreement.valid_from <= %(on)s
        AND (agreement.valid_to IS NULL OR agreement.valid_to >= %(on)s)
        AND (agreement.ended_on IS NULL OR agreement.ended_on > %(on)s)
        AND (payout.closed_on IS NULL OR payout.closed_on > %(on)s)
    ORDER BY branch.bank_id, agreement.signed_on DESC, agreement.id
) AS agreement ON agreement.bank_id = card.bank_code
