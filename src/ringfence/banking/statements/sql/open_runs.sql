-- Runs of an own account whose money may have been in transit at an instant.
SELECT run.leaf_id, run.id
FROM banking_run AS run
JOIN banking_agencyagreement AS agreement ON agreement.id = run.agreement_id
WHERE agreement.payout_account_id = %(account_id)s
    AND run.sent_count IS NOT NULL
    AND NOT EXISTS (
        SELECT FROM banking_runstep AS step
        WHERE step.run_id = run.id AND step.to_state IN ('CLOSED', 'REFUSED') AND step.at <= %(at)s
    )
