-- Items of these agencies' runs whose payment has this number at a bank.
SELECT DISTINCT run.number, result.line, result.outcome, result.executed_on, run.id
FROM banking_itemresult AS result
JOIN banking_run AS run ON run.id = result.run_id
JOIN banking_agencyagreement AS agreement ON agreement.id = run.agreement_id
WHERE result.bank_reference = %(number)s AND result.bank_reference <> ''
    AND agreement.agency = ANY(%(organisations)s::text[])
ORDER BY run.id DESC, result.line
LIMIT %(limit)s
