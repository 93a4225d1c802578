-- Lines to be resolved. A line of a further run names where it came from.
CREATE TEMP TABLE roster_line (
    line integer NOT NULL,
    source_id uuid,
    source_line integer,
    identity_number text NOT NULL,
    name text NOT NULL,
    amount_fen bigint NOT NULL,
    account_number text NOT NULL,
    remark text NOT NULL
) ON COMMIT DROP
