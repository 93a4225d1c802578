CREATE TEMP TABLE registry_line (
    line integer GENERATED ALWAYS AS IDENTITY,
    person_id uuid NOT NULL,
    card_id uuid NOT NULL,
    identity_number text NOT NULL,
    name text NOT NULL,
    name_initials text NOT NULL,
    name_syllables text NOT NULL,
    area_code text NOT NULL,
    card_number text NOT NULL,
    card_state text NOT NULL,
    bank_code text NOT NULL,
    account_number text NOT NULL,
    account_active boolean NOT NULL,
    personal_fen bigint NOT NULL
) ON COMMIT DROP
