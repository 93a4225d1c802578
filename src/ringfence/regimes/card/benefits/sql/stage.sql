-- The roster's cells as text, in the order of the file; `line` is the file's own (heading: 1).
CREATE TEMP TABLE roster_text (
    line integer GENERATED ALWAYS AS IDENTITY (START WITH 2),
    identity_number text,
    name text,
    amount text,
    account_number text,
    remark text
) ON COMMIT DROP
