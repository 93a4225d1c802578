-- The books. Every key begins with the leaf, so that one schema serves PostgreSQL and Citus.
-- Amounts are fen. `seen` orders what has been written: era * 2^48 + the writing transaction's id.

-- Domains, not CHECKs of a table, wherever one column alone decides: a CHECK is read and evaluated
-- with each change of the row, a domain only where its column is given a value.
CREATE DOMAIN ledger_amount_fen AS bigint CHECK (VALUE BETWEEN 1 AND 4000000000000000000);
CREATE DOMAIN ledger_limit_fen AS bigint
    CHECK (VALUE BETWEEN -4000000000000000000 AND 4000000000000000000);
CREATE DOMAIN ledger_held_fen AS bigint CHECK (VALUE >= 0);
CREATE DOMAIN ledger_accepts AS text CHECK (VALUE IN ('ALL', 'CREDITS_ONLY', 'NOTHING'));

CREATE TABLE ledger_fund (
    id        uuid        PRIMARY KEY,
    code      text        NOT NULL UNIQUE,
    opened_at timestamptz NOT NULL
);

-- `era` rises when the books move to another cluster, where transaction ids start again.
-- `horizon`: every row seen below it has been sealed or folded; none may appear there later.
CREATE TABLE ledger_leaf (
    id        bigint      PRIMARY KEY CHECK (id > 0),
    fund_id   uuid        NOT NULL REFERENCES ledger_fund,
    era       smallint    NOT NULL DEFAULT 0 CHECK (era >= 0),
    horizon   bigint      NOT NULL DEFAULT 0,
    opened_at timestamptz NOT NULL
);

-- What never changes about an account. `owner_id` is an id, never a name.
-- `side` is 1 where credits increase the account (what is owed to people) and -1 where debits do
-- (what lies at a bank).
CREATE TABLE ledger_account (
    leaf_id   bigint      NOT NULL REFERENCES ledger_leaf,
    id        uuid        NOT NULL,
    code      text        NOT NULL CHECK (code <> ''),
    owner_id  uuid,
    side      smallint    NOT NULL CHECK (side IN (1, -1)),
    pooled    boolean     NOT NULL,
    opened_at timestamptz NOT NULL,
    seen      bigint      NOT NULL,
    PRIMARY KEY (leaf_id, id)
);
CREATE INDEX ledger_account_owner ON ledger_account (leaf_id, owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX ledger_account_code ON ledger_account (leaf_id, code);
CREATE INDEX ledger_account_seen ON ledger_account (leaf_id, seen);

-- One narrow row for each limited account, counted in its own direction (an increase is positive).
-- The CHECK is the law's caps; nothing that writes can pass it. Half of each page is kept free,
-- so that a change stays on its page and touches no index.
CREATE TABLE ledger_balance (
    leaf_id     bigint           NOT NULL,
    account_id  uuid             NOT NULL,
    balance_fen bigint           NOT NULL DEFAULT 0,
    held_fen    ledger_held_fen  NOT NULL DEFAULT 0,
    floor_fen   ledger_limit_fen NOT NULL,
    ceiling_fen ledger_limit_fen NOT NULL,
    side        smallint         NOT NULL,
    accepts     ledger_accepts   NOT NULL,
    clause      text,
    PRIMARY KEY (leaf_id, account_id),
    CONSTRAINT ledger_balance_limits
        CHECK (balance_fen - held_fen >= floor_fen AND balance_fen <= ceiling_fen)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.5);

-- A pooled account has no balance to lock: what it holds is a checkpoint and what came since.
CREATE TABLE ledger_pool (
    leaf_id    bigint         NOT NULL,
    account_id uuid           NOT NULL,
    accepts    ledger_accepts NOT NULL,
    PRIMARY KEY (leaf_id, account_id)
);

-- Each change of an account's limits, kept: the law's caps change, and so may a court's freeze.
CREATE TABLE ledger_limit (
    leaf_id     bigint      NOT NULL,
    account_id  uuid        NOT NULL,
    seen        bigint      NOT NULL,
    n           integer     NOT NULL,
    floor_fen   bigint      NOT NULL,
    ceiling_fen bigint      NOT NULL,
    accepts     text        NOT NULL,
    clause      text,
    at          timestamptz NOT NULL,
    PRIMARY KEY (leaf_id, account_id, seen, n)
);

-- One row a transfer: one amount from the debit account to the credit account.
-- `n` is the place within the writing transaction; `link` is the `n` of the first of its chain.
CREATE TABLE ledger_transfer (
    leaf_id    bigint      NOT NULL,
    seen       bigint      NOT NULL,
    amount_fen ledger_amount_fen NOT NULL,
    at         timestamptz NOT NULL,
    id         uuid        NOT NULL,
    debit_id   uuid        NOT NULL,
    credit_id  uuid        NOT NULL,
    n          integer     NOT NULL,
    link       integer,
    code       text        NOT NULL,
    reverses_id uuid,
    hold_id    uuid,
    source_id  uuid,
    PRIMARY KEY (leaf_id, id),
    CONSTRAINT ledger_transfer_two_accounts CHECK (debit_id <> credit_id)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.5);
CREATE INDEX ledger_transfer_debit ON ledger_transfer (leaf_id, debit_id, seen);
CREATE INDEX ledger_transfer_credit ON ledger_transfer (leaf_id, credit_id, seen);
CREATE INDEX ledger_transfer_seen ON ledger_transfer (leaf_id, seen);
CREATE UNIQUE INDEX ledger_transfer_reverses ON ledger_transfer (leaf_id, reverses_id)
    WHERE reverses_id IS NOT NULL;

-- Money kept aside on a limited account. What is left of a hold is its amount less its events.
CREATE TABLE ledger_hold (
    leaf_id    bigint      NOT NULL,
    id         uuid        NOT NULL,
    account_id uuid        NOT NULL,
    amount_fen bigint      NOT NULL CHECK (amount_fen > 0),
    expires_at timestamptz,
    at         timestamptz NOT NULL,
    seen       bigint      NOT NULL,
    n          integer     NOT NULL,
    PRIMARY KEY (leaf_id, id)
);
CREATE INDEX ledger_hold_account ON ledger_hold (leaf_id, account_id);
CREATE INDEX ledger_hold_expiry ON ledger_hold (leaf_id, expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE ledger_hold_event (
    leaf_id     bigint      NOT NULL,
    hold_id     uuid        NOT NULL,
    seen        bigint      NOT NULL,
    n           integer     NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('CAPTURED', 'RELEASED', 'EXPIRED')),
    amount_fen  bigint      NOT NULL CHECK (amount_fen > 0),
    transfer_id uuid,
    at          timestamptz NOT NULL,
    PRIMARY KEY (leaf_id, hold_id, seen, n)
);

-- What a pooled account held in all rows seen below `seen`. `max_at` is the latest effective
-- instant among them, so that a past balance knows from which checkpoint it may start.
CREATE TABLE ledger_checkpoint (
    leaf_id     bigint        NOT NULL,
    account_id  uuid          NOT NULL,
    seen        bigint        NOT NULL,
    max_at      timestamptz   NOT NULL,
    balance_fen numeric(40)   NOT NULL,
    entry_count bigint        NOT NULL,
    PRIMARY KEY (leaf_id, account_id, seen)
);

-- Transfers seen below `seen` and not below the one before, added up by the business day of their
-- effect, by code, and by the codes and sides of their accounts: a fund's figures are read from
-- these and from what came since.
CREATE TABLE ledger_day_sum (
    leaf_id        bigint      NOT NULL,
    seen           bigint      NOT NULL,
    moved_on       date        NOT NULL,
    code           text        NOT NULL,
    debit_code     text        NOT NULL,
    debit_side     smallint    NOT NULL,
    credit_code    text        NOT NULL,
    credit_side    smallint    NOT NULL,
    transfer_count bigint      NOT NULL,
    amount_fen     numeric(40) NOT NULL,
    PRIMARY KEY (leaf_id, seen, moved_on, code, debit_code, debit_side, credit_code, credit_side)
);

-- How many accounts were opened in the same span, by code and side.
CREATE TABLE ledger_account_sum (
    leaf_id       bigint   NOT NULL,
    seen          bigint   NOT NULL,
    code          text     NOT NULL,
    side          smallint NOT NULL,
    account_count bigint   NOT NULL,
    PRIMARY KEY (leaf_id, seen, code, side)
);

-- Blocks of whole transactions, from_seen <= seen < to_seen, ordered (seen, n), each digest chained
-- to the one before. `row_checks` has 8 bytes a row, to name the row where a block was broken.
CREATE TABLE ledger_seal (
    leaf_id    bigint      NOT NULL,
    number     bigint      NOT NULL CHECK (number > 0),
    from_seen  bigint      NOT NULL,
    to_seen    bigint      NOT NULL,
    row_count  bigint      NOT NULL CHECK (row_count > 0),
    amount_fen numeric(40) NOT NULL,
    sealed_at  timestamptz NOT NULL,
    previous   bytea       NOT NULL,
    digest     bytea       NOT NULL,
    row_checks bytea       NOT NULL,
    PRIMARY KEY (leaf_id, number)
);
ALTER TABLE ledger_seal ALTER COLUMN row_checks SET STORAGE EXTERNAL;

-- Where each account stands: its side, and its limits where it has any.
CREATE VIEW ledger_standing AS
SELECT a.leaf_id, a.id AS account_id, a.side, coalesce(b.accepts, p.accepts) AS accepts,
    b.balance_fen, b.held_fen, b.floor_fen, b.ceiling_fen, b.clause
FROM ledger_account AS a
LEFT JOIN ledger_balance AS b ON b.leaf_id = a.leaf_id AND b.account_id = a.id
LEFT JOIN ledger_pool AS p ON p.leaf_id = a.leaf_id AND p.account_id = a.id;

-- What is left of a hold: its amount less what was captured, released or expired.
CREATE FUNCTION ledger_hold_left(p_leaf bigint, p_hold uuid) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT h.amount_fen - coalesce((SELECT sum(e.amount_fen)::bigint FROM ledger_hold_event AS e
        WHERE e.leaf_id = p_leaf AND e.hold_id = p_hold), 0)
    FROM ledger_hold AS h WHERE h.leaf_id = p_leaf AND h.id = p_hold;
$$;
