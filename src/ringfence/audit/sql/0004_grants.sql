-- The program's role, which the ledger's migration makes, adds entries and reads them. It cannot
-- say where in the order a row stands (`seen`), and seals by the function only.

REVOKE ALL ON audit_entry, audit_seal, audit_chain FROM PUBLIC;
GRANT SELECT ON audit_entry, audit_seal, audit_chain TO ringfence_app;
GRANT INSERT (id, at, actor, organisation, action, subject_kind, subject_id, purpose, outcome,
    clause, trace, address, facts) ON audit_entry TO ringfence_app;
