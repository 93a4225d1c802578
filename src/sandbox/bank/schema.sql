-- The bank's own state. Every act is one transaction; amounts are fen, days are YYYY-MM-DD.

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE partner (
    code        TEXT PRIMARY KEY,
    folder      TEXT NOT NULL UNIQUE,        -- holds in/ and out/
    sign_key    BLOB NOT NULL,               -- DER
    encrypt_key BLOB NOT NULL
) STRICT;

CREATE TABLE account (
    number         TEXT PRIMARY KEY,
    name           TEXT NOT NULL,
    state          TEXT NOT NULL
                   CHECK (state IN ('NORMAL', 'CLOSED', 'FROZEN', 'LOST', 'INACTIVE')),
    loaded_fen     INTEGER NOT NULL CHECK (loaded_fen >= 0),
    balance_fen    INTEGER NOT NULL CHECK (balance_fen >= 0),
    stated_through TEXT                      -- own accounts: the last day with a statement
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement (
    reference   TEXT NOT NULL,
    own_account TEXT NOT NULL REFERENCES account,
    partner     TEXT NOT NULL REFERENCES partner,
    PRIMARY KEY (reference, own_account)
) STRICT;

CREATE TABLE mandate (
    reference TEXT PRIMARY KEY,
    account   TEXT NOT NULL,
    limit_fen INTEGER NOT NULL,              -- 0: no limit
    state     TEXT NOT NULL CHECK (state IN ('ACTIVE', 'CANCELLED'))
) STRICT;

-- One row for each file taken or refused.
CREATE TABLE arrival (
    id             INTEGER PRIMARY KEY,
    partner        TEXT NOT NULL REFERENCES partner,
    wire_name      TEXT NOT NULL,
    wire_digest    TEXT NOT NULL,
    kind           TEXT NOT NULL,            -- empty when it could not be read
    file_id        TEXT NOT NULL,
    used_number    INTEGER,                  -- the number in its sequence that it used up
    content_sha256 TEXT NOT NULL,
    arrived_on     TEXT NOT NULL,
    status         TEXT NOT NULL CHECK (status IN ('ACCEPTED', 'REFUSED', 'REPEATED')),
    reason         TEXT NOT NULL,
    line           INTEGER NOT NULL,
    field          TEXT NOT NULL,
    text           TEXT NOT NULL,
    removed        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX arrival_number ON arrival (partner, kind, used_number);
CREATE INDEX arrival_to_remove ON arrival (id) WHERE removed = 0;

CREATE TABLE run (
    id          INTEGER PRIMARY KEY,
    run_id      TEXT NOT NULL UNIQUE,
    partner     TEXT NOT NULL REFERENCES partner,
    kind        TEXT NOT NULL CHECK (kind IN ('CREDIT_RUN', 'DEBIT_RUN')),
    file_id     TEXT NOT NULL,
    agreement   TEXT NOT NULL,
    own_account TEXT NOT NULL REFERENCES account,
    purpose     TEXT NOT NULL,
    execute_on  TEXT NOT NULL,
    count       INTEGER NOT NULL,
    sum_fen     INTEGER NOT NULL,
    first_item  INTEGER NOT NULL,
    last_item   INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('TAKEN', 'PARTIAL', 'DONE')),
    late_on     TEXT                         -- PARTIAL: from this day the rest is answered
) STRICT;

CREATE TABLE item (
    id         INTEGER PRIMARY KEY,          -- those of one run are consecutive
    key        BLOB NOT NULL UNIQUE,
    line       INTEGER NOT NULL,
    account    TEXT NOT NULL,
    name       TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    remark     TEXT NOT NULL,
    mandate    TEXT NOT NULL,
    signed_on  TEXT NOT NULL,
    outcome    TEXT,
    is_late    INTEGER NOT NULL DEFAULT 0,   -- its first answer was UNKNOWN_OUTCOME
    settled_on TEXT
) STRICT;

-- What was paid or collected: a key stands here once or not at all.
CREATE TABLE executed (
    key        BLOB PRIMARY KEY,
    item       INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    settled_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Movements of own accounts; people's accounts have their items instead.
CREATE TABLE movement (
    id             INTEGER PRIMARY KEY,
    account        TEXT NOT NULL REFERENCES account,
    bank_reference TEXT NOT NULL,
    side           TEXT NOT NULL CHECK (side IN ('CRDT', 'DBIT')),
    amount_fen     INTEGER NOT NULL CHECK (amount_fen > 0),
    booked_on      TEXT NOT NULL,
    run            INTEGER REFERENCES run,
    is_late        INTEGER NOT NULL DEFAULT 0,
    party_account  TEXT NOT NULL DEFAULT '',
    party_name     TEXT NOT NULL DEFAULT '',
    remark         TEXT NOT NULL DEFAULT '',
    UNIQUE (account, bank_reference)
) STRICT;
CREATE INDEX movement_day ON movement (account, booked_on);

-- One row for each file to a partner; its content follows from the row and what it names.
CREATE TABLE outgoing (
    id          INTEGER PRIMARY KEY,
    partner     TEXT NOT NULL REFERENCES partner,
    kind        TEXT NOT NULL,
    sequence    INTEGER NOT NULL,
    file_id     TEXT NOT NULL,
    wire_name   TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    arrival     INTEGER REFERENCES arrival,  -- ACKNOWLEDGEMENT: of what
    run         INTEGER REFERENCES run,      -- RESULT: of what
    is_late     INTEGER NOT NULL DEFAULT 0,
    account     TEXT REFERENCES account,     -- STATEMENT: of what
    day         TEXT,
    in_detail   INTEGER NOT NULL DEFAULT 0,
    state       TEXT NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'SENT')),
    wire_digest TEXT NOT NULL DEFAULT '',
    answer      TEXT NOT NULL DEFAULT '',    -- what the partner's acknowledgement said
    UNIQUE (partner, kind, sequence)
) STRICT;
CREATE INDEX outgoing_pending ON outgoing (id) WHERE state = 'PENDING';
