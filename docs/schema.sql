-- Name: btree_gist; Type: EXTENSION; Schema: -; Owner: -

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- Name: EXTENSION btree_gist; Type: COMMENT; Schema: -; Owner: -

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

-- Name: ledger_accepts; Type: DOMAIN; Schema: public; Owner: -

CREATE DOMAIN public.ledger_accepts AS text
	CONSTRAINT ledger_accepts_check CHECK ((VALUE = ANY (ARRAY['ALL'::text, 'CREDITS_ONLY'::text, 'NOTHING'::text])));

-- Name: ledger_amount_fen; Type: DOMAIN; Schema: public; Owner: -

CREATE DOMAIN public.ledger_amount_fen AS bigint
	CONSTRAINT ledger_amount_fen_check CHECK (((VALUE >= 1) AND (VALUE <= '4000000000000000000'::bigint)));

-- Name: ledger_content; Type: TYPE; Schema: public; Owner: -

CREATE TYPE public.ledger_content AS (
	debit_id uuid,
	credit_id uuid,
	amount_fen bigint,
	code text,
	at timestamp with time zone,
	link integer,
	reverses_id uuid,
	hold_id uuid,
	source_id uuid
);

-- Name: ledger_held_fen; Type: DOMAIN; Schema: public; Owner: -

CREATE DOMAIN public.ledger_held_fen AS bigint
	CONSTRAINT ledger_held_fen_check CHECK ((VALUE >= 0));

-- Name: ledger_limit_fen; Type: DOMAIN; Schema: public; Owner: -

CREATE DOMAIN public.ledger_limit_fen AS bigint
	CONSTRAINT ledger_limit_fen_check CHECK (((VALUE >= '-4000000000000000000'::bigint) AND (VALUE <= '4000000000000000000'::bigint)));

-- Name: access_refuse_change(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.access_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS …;

-- Name: audit_block_digest(bytea, bigint, bigint, bigint, bigint, timestamp with time zone, bytea); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_block_digest(p_previous bytea, p_number bigint, p_from_seen bigint, p_to_seen bigint, p_count bigint, p_sealed_at timestamp with time zone, p_rows bytea) RETURNS bytea
    LANGUAGE sql STABLE
    AS …;

-- Name: audit_seal; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.audit_seal (
    number bigint NOT NULL,
    from_seen bigint NOT NULL,
    to_seen bigint NOT NULL,
    row_count bigint NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    previous bytea NOT NULL,
    digest bytea NOT NULL,
    entry_ids uuid[] NOT NULL,
    row_checks bytea NOT NULL,
    CONSTRAINT audit_seal_number_check CHECK ((number > 0)),
    CONSTRAINT audit_seal_row_count_check CHECK ((row_count > 0))
);
ALTER TABLE ONLY public.audit_seal ALTER COLUMN entry_ids SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.audit_seal ALTER COLUMN row_checks SET STORAGE EXTERNAL;

-- Name: audit_block_fault(public.audit_seal, uuid[], bytea); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_block_fault(s public.audit_seal, p_entry_ids uuid[], p_row_checks bytea, OUT problem text, OUT place bigint, OUT entry_id uuid) RETURNS record
    LANGUAGE plpgsql STABLE
    AS …;

-- Name: audit_block_read(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_block_read(p_from_seen bigint, p_to_seen bigint, OUT row_count bigint, OUT entry_ids uuid[], OUT digests bytea, OUT row_checks bytea) RETURNS record
    LANGUAGE sql STABLE
    AS …;

-- Name: audit_era_next(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_era_next() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS …;

-- Name: audit_first_digest(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_first_digest() RETURNS bytea
    LANGUAGE sql IMMUTABLE
    AS …;

-- Name: audit_refuse_change(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS …;

-- Name: audit_seen(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_seen() RETURNS bigint
    LANGUAGE plpgsql
    AS …;

-- Name: audit_entry; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.audit_entry (
    id uuid NOT NULL,
    seen bigint DEFAULT public.audit_seen() NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    organisation text NOT NULL,
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject_id text NOT NULL,
    purpose text NOT NULL,
    outcome text NOT NULL,
    clause text NOT NULL,
    trace text NOT NULL,
    address text NOT NULL,
    facts jsonb NOT NULL,
    CONSTRAINT audit_entry_action_check CHECK ((action <> ''::text)),
    CONSTRAINT audit_entry_actor_check CHECK ((actor <> ''::text)),
    CONSTRAINT audit_entry_facts_check CHECK ((jsonb_typeof(facts) = 'object'::text)),
    CONSTRAINT audit_entry_outcome_check CHECK ((outcome <> ''::text))
)
WITH (autovacuum_vacuum_insert_scale_factor='0.5');

-- Name: audit_row_digest(public.audit_entry); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_row_digest(e public.audit_entry) RETURNS bytea
    LANGUAGE sql STABLE
    AS …;

-- Name: audit_seal_check(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_seal_check(p_from bigint, p_to bigint) RETURNS TABLE(number bigint, problem text, place bigint, entry_id uuid)
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: audit_seal_next(timestamp with time zone, integer); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_seal_next(p_at timestamp with time zone, p_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: audit_settled(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.audit_settled() RETURNS bigint
    LANGUAGE sql
    AS …;

-- Name: banking_analyze_items(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.banking_analyze_items() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET default_statistics_target TO '20'
    AS …;

-- Name: banking_outcome_tally(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.banking_outcome_tally() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: banking_refuse_change(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.banking_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS …;

-- Name: card_analyze_registry(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.card_analyze_registry() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS …;

-- Name: card_refuse_change(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.card_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS …;

-- Name: crypto_refuse_change(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.crypto_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS …;

-- Name: desk_refuse_change(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.desk_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS …;

-- Name: desk_refuse_preparer(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.desk_refuse_preparer() RETURNS trigger
    LANGUAGE plpgsql
    AS …;

-- Name: ledger_account_counts(bigint[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_account_counts(p_leaves bigint[]) RETURNS TABLE(code text, side smallint, account_count bigint)
    LANGUAGE sql STABLE
    AS …;

-- Name: ledger_account_mark(bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_account_mark(p_leaf bigint) RETURNS bigint
    LANGUAGE sql STABLE
    AS …;

-- Name: ledger_account_open(bigint, uuid[], uuid[], text, smallint, boolean, bigint, bigint, text, text, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_account_open(p_leaf bigint, p_ids uuid[], p_owners uuid[], p_code text, p_side smallint, p_pooled boolean, p_floor_fen bigint, p_ceiling_fen bigint, p_accepts text, p_clause text, p_at timestamp with time zone) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS …;

-- Name: ledger_accounts_since(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_accounts_since(p_leaf bigint, p_from_seen bigint) RETURNS TABLE(code text, side smallint, account_count bigint)
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    AS …;

-- Name: ledger_balance_before(bigint, uuid, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_balance_before(p_leaf bigint, p_account uuid, p_before timestamp with time zone) RETURNS numeric
    LANGUAGE sql STABLE
    AS …;

-- Name: ledger_block_digest(bytea, bigint, bigint, bigint, timestamp with time zone, bytea); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_block_digest(p_previous bytea, p_leaf bigint, p_number bigint, p_count bigint, p_sealed_at timestamp with time zone, p_rows bytea) RETURNS bytea
    LANGUAGE sql STABLE
    AS …;

-- Name: ledger_block_read(bigint, bigint, bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_block_read(p_leaf bigint, p_from_seen bigint, p_to_seen bigint, OUT row_count bigint, OUT amount_fen numeric, OUT digests bytea, OUT row_checks bytea) RETURNS record
    LANGUAGE sql STABLE
    AS …;

-- Name: ledger_books_check(bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_books_check(p_leaf bigint) RETURNS TABLE(problem text, account_id uuid, in_books_fen numeric, by_entries_fen numeric)
    LANGUAGE sql STABLE
    AS …;

-- Name: ledger_call_check(uuid[], uuid[], uuid[], bigint[], text[], timestamp with time zone[], integer[], uuid[], uuid[], uuid[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_call_check(p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]) RETURNS void
    LANGUAGE plpgsql
    AS …;

-- Name: ledger_checkpoint_fold(bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_checkpoint_fold(p_leaf bigint) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: ledger_day_mark(bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_day_mark(p_leaf bigint) RETURNS bigint
    LANGUAGE sql STABLE
    AS …;

-- Name: ledger_days(bigint[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_days(p_leaves bigint[]) RETURNS TABLE(moved_on date, code text, debit_code text, debit_side smallint, credit_code text, credit_side smallint, transfer_count bigint, amount_fen numeric)
    LANGUAGE sql STABLE
    AS …;

-- Name: ledger_days_between(bigint, bigint, bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_days_between(p_leaf bigint, p_from_seen bigint, p_to_seen bigint) RETURNS TABLE(moved_on date, code text, debit_code text, debit_side smallint, credit_code text, credit_side smallint, transfer_count bigint, amount_fen numeric)
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    AS …;

-- Name: ledger_differing(public.ledger_content, public.ledger_content); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_differing(p_one public.ledger_content, p_other public.ledger_content) RETURNS jsonb
    LANGUAGE sql STABLE
    AS …;

-- Name: ledger_era_next(bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_era_next(p_leaf bigint) RETURNS smallint
    LANGUAGE plpgsql
    AS …;

-- Name: ledger_first_places(uuid[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_first_places(p_of uuid[]) RETURNS integer[]
    LANGUAGE sql IMMUTABLE
    AS …;

-- Name: ledger_fund_open(uuid, text, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_fund_open(p_id uuid, p_code text, p_at timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS …;

-- Name: ledger_held_add(bigint, uuid, bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_held_add(p_leaf bigint, p_account uuid, p_amount_fen bigint) RETURNS void
    LANGUAGE plpgsql
    AS …;

-- Name: ledger_hold_end(bigint, uuid[], text, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_hold_end(p_leaf bigint, p_holds uuid[], p_kind text, p_at timestamp with time zone) RETURNS TABLE(hold_id uuid, amount_fen bigint)
    LANGUAGE plpgsql
    AS …;

-- Name: ledger_hold_expire(bigint, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_hold_expire(p_leaf bigint, p_at timestamp with time zone) RETURNS TABLE(hold_id uuid, amount_fen bigint)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS …;

-- Name: ledger_hold_left(bigint, uuid); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_hold_left(p_leaf bigint, p_hold uuid) RETURNS bigint
    LANGUAGE sql STABLE
    AS …;

-- Name: ledger_hold_place(bigint, uuid[], uuid[], bigint[], timestamp with time zone[], timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_hold_place(p_leaf bigint, p_ids uuid[], p_accounts uuid[], p_amounts bigint[], p_expires timestamp with time zone[], p_at timestamp with time zone) RETURNS TABLE(n integer, answer text, facts jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: ledger_hold_release(bigint, uuid[], timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_hold_release(p_leaf bigint, p_holds uuid[], p_at timestamp with time zone) RETURNS TABLE(hold_id uuid, amount_fen bigint)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS …;

-- Name: ledger_horizon_raise(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_horizon_raise(p_leaf bigint, p_seen bigint) RETURNS void
    LANGUAGE plpgsql
    AS …;

-- Name: ledger_is_open_pool(bigint, uuid); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_is_open_pool(p_leaf bigint, p_account uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE
    AS …;

-- Name: ledger_leaf_open(bigint, uuid, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_leaf_open(p_leaf bigint, p_fund uuid, p_at timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS …;

-- Name: ledger_limit_set(bigint, uuid, bigint, bigint, text, text, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_limit_set(p_leaf bigint, p_account uuid, p_floor_fen bigint, p_ceiling_fen bigint, p_accepts text, p_clause text, p_at timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS …;

-- Name: ledger_lock(bigint, uuid[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_lock(p_leaf bigint, p_accounts uuid[]) RETURNS void
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: ledger_balance; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_balance (
    leaf_id bigint NOT NULL,
    account_id uuid NOT NULL,
    balance_fen bigint DEFAULT 0 NOT NULL,
    held_fen public.ledger_held_fen DEFAULT 0 NOT NULL,
    floor_fen public.ledger_limit_fen NOT NULL,
    ceiling_fen public.ledger_limit_fen NOT NULL,
    side smallint NOT NULL,
    accepts public.ledger_accepts NOT NULL,
    clause text,
    CONSTRAINT ledger_balance_limits CHECK ((((balance_fen - (held_fen)::bigint) >= (floor_fen)::bigint) AND (balance_fen <= (ceiling_fen)::bigint)))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.5');

-- Name: ledger_may_move(public.ledger_balance, bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_may_move(b public.ledger_balance, p_credit_fen bigint) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS …;

-- Name: ledger_place(integer); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_place(p_count integer) RETURNS integer
    LANGUAGE plpgsql
    AS …;

-- Name: ledger_places(uuid[], uuid[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_places(p_of uuid[], p_in uuid[]) RETURNS integer[]
    LANGUAGE sql STABLE
    SET enable_nestloop TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: ledger_post(bigint, uuid[], uuid[], uuid[], bigint[], text[], timestamp with time zone[], integer[], uuid[], uuid[], uuid[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_post(p_leaf bigint, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[] DEFAULT NULL::integer[], p_reverses uuid[] DEFAULT NULL::uuid[], p_holds uuid[] DEFAULT NULL::uuid[], p_sources uuid[] DEFAULT NULL::uuid[]) RETURNS TABLE(n integer, answer text, facts jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS …;

-- Name: ledger_post_examine(bigint, uuid[], uuid[], uuid[], bigint[], text[], timestamp with time zone[], integer[], uuid[], uuid[], uuid[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_post_examine(p_leaf bigint, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]) RETURNS TABLE(n integer, answer text, facts jsonb)
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: ledger_post_in_order(bigint, bigint, integer, uuid[], uuid[], uuid[], bigint[], text[], timestamp with time zone[], integer[], uuid[], uuid[], uuid[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_post_in_order(p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]) RETURNS TABLE(n integer, answer text, facts jsonb)
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: ledger_post_single(bigint, bigint, integer, uuid, uuid, uuid, bigint, text, timestamp with time zone, integer, uuid); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_post_single(p_leaf bigint, p_seen bigint, p_first integer, p_id uuid, p_debit uuid, p_credit uuid, p_amount bigint, p_code text, p_at timestamp with time zone, p_link integer, p_source uuid) RETURNS boolean
    LANGUAGE plpgsql
    AS …;

-- Name: ledger_post_together(bigint, bigint, integer, uuid[], uuid[], uuid[], bigint[], text[], timestamp with time zone[], integer[], uuid[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_post_together(p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_sources uuid[]) RETURNS boolean
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: ledger_refuse_change(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS …;

-- Name: ledger_transfer; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_transfer (
    leaf_id bigint NOT NULL,
    seen bigint NOT NULL,
    amount_fen public.ledger_amount_fen NOT NULL,
    at timestamp with time zone NOT NULL,
    id uuid NOT NULL,
    debit_id uuid NOT NULL,
    credit_id uuid NOT NULL,
    n integer NOT NULL,
    link integer,
    code text NOT NULL,
    reverses_id uuid,
    hold_id uuid,
    source_id uuid,
    CONSTRAINT ledger_transfer_two_accounts CHECK ((debit_id <> credit_id))
)
WITH (autovacuum_vacuum_insert_scale_factor='0.5');

-- Name: ledger_row_digest(public.ledger_transfer); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_row_digest(t public.ledger_transfer) RETURNS bytea
    LANGUAGE sql STABLE
    AS …;

-- Name: ledger_seal_check(bigint, bigint, bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_seal_check(p_leaf bigint, p_from bigint, p_to bigint) RETURNS TABLE(number bigint, problem text, place bigint, transfer_id uuid)
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: ledger_seal_next(bigint, timestamp with time zone, integer); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_seal_next(p_leaf bigint, p_at timestamp with time zone, p_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS …;

-- Name: ledger_seen(bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_seen(p_leaf bigint) RETURNS bigint
    LANGUAGE plpgsql
    AS …;

-- Name: ledger_settled(bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_settled(p_leaf bigint) RETURNS bigint
    LANGUAGE sql
    AS …;

-- Name: ledger_sums_fold(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_sums_fold(p_leaf bigint, p_settled bigint) RETURNS void
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'on'
    SET jit TO 'off'
    AS …;

-- Name: ledger_transfer_write(bigint, bigint, integer, uuid[], uuid[], uuid[], bigint[], text[], timestamp with time zone[], integer[], uuid[], uuid[], uuid[], boolean[]); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.ledger_transfer_write(p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[], p_taken boolean[]) RETURNS void
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    AS …;

-- Name: mobility_refuse_change(); Type: FUNCTION; Schema: public; Owner: -

CREATE FUNCTION public.mobility_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS …;

-- Name: access_apiclient; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_apiclient (
    code character varying(32) NOT NULL,
    name character varying(64) NOT NULL,
    scopes character varying(64)[] NOT NULL,
    calls_per_minute integer NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    organisation_code character varying(18) NOT NULL,
    CONSTRAINT access_apiclient_calls_per_minute_check CHECK ((calls_per_minute >= 0))
);

-- Name: access_apikey; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_apikey (
    key_id character varying(32) NOT NULL,
    algorithm character varying(7) NOT NULL,
    spki bytea NOT NULL,
    valid_from_at timestamp with time zone NOT NULL,
    valid_until_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    client_code character varying(32) NOT NULL,
    CONSTRAINT api_key_ends_after_it_begins CHECK ((valid_until_at >= valid_from_at))
);

-- Name: access_apinonce; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_apinonce (
    nonce character varying(64) NOT NULL,
    key_id character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    client_code character varying(32) NOT NULL
);

-- Name: access_area; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_area (
    code character varying(12) NOT NULL,
    name character varying(64) NOT NULL
);

-- Name: access_capacity; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_capacity (
    since_on date NOT NULL,
    organisation_code character varying(18) NOT NULL,
    type_code character varying(32) NOT NULL
);

-- Name: access_formerpassword; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_formerpassword (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    replaced_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL
);

-- Name: access_formerpassword_id_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.access_formerpassword ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_formerpassword_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: access_membership; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_membership (
    id uuid NOT NULL,
    administration character varying(8) NOT NULL,
    valid_from_at timestamp with time zone NOT NULL,
    valid_until_at timestamp with time zone,
    granted_by character varying(64) NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    confirmed_by character varying(64) NOT NULL,
    confirmed_at timestamp with time zone,
    ended_by character varying(64) NOT NULL,
    ended_at timestamp with time zone,
    area_code character varying(12) NOT NULL,
    user_code character varying(32) NOT NULL,
    organisation_code character varying(18) NOT NULL,
    type_code character varying(32) NOT NULL,
    role_code character varying(32) NOT NULL,
    CONSTRAINT membership_confirmed_by_another CHECK (((NOT ((confirmed_by)::text = (user_code)::text)) AND (((confirmed_by)::text = ''::text) OR (NOT ((confirmed_by)::text = (granted_by)::text)) OR ((granted_by)::text = 'INSTALLATION'::text)))),
    CONSTRAINT membership_confirmed_by_someone_at_some_time CHECK ((((confirmed_at IS NULL) AND ((confirmed_by)::text = ''::text)) OR ((NOT ((confirmed_by)::text = ''::text)) AND (confirmed_at IS NOT NULL)))),
    CONSTRAINT membership_ends_after_it_begins CHECK (((valid_until_at IS NULL) OR (valid_until_at >= valid_from_at))),
    CONSTRAINT membership_not_to_oneself CHECK ((NOT ((granted_by)::text = (user_code)::text)))
);

-- Name: access_organisation; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_organisation (
    code character varying(18) NOT NULL,
    name character varying(128) NOT NULL,
    opened_on date NOT NULL,
    closed_on date,
    area_code character varying(12) NOT NULL,
    parent_code character varying(18),
    CONSTRAINT organisation_closed_after_opened CHECK (((closed_on IS NULL) OR (closed_on >= opened_on))),
    CONSTRAINT organisation_not_its_own_parent CHECK ((NOT (((parent_code)::text = (code)::text) AND (parent_code IS NOT NULL))))
);

-- Name: access_organisationtype; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_organisationtype (
    code character varying(32) NOT NULL,
    zh character varying(64) NOT NULL,
    en character varying(64) NOT NULL,
    clause character varying(16) NOT NULL
);

-- Name: access_role; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_role (
    code character varying(32) NOT NULL,
    zh character varying(64) NOT NULL,
    en character varying(64) NOT NULL,
    administration character varying(8) NOT NULL
);

-- Name: access_roletype; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_roletype (
    role_code character varying(32) NOT NULL,
    type_code character varying(32) NOT NULL
);

-- Name: access_user; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.access_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    code character varying(32) NOT NULL,
    name character varying(64) NOT NULL,
    administration character varying(8) NOT NULL,
    telephone character varying(32) NOT NULL,
    email character varying(254) NOT NULL,
    password_set_at timestamp with time zone,
    password_must_change boolean NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT user_code_plain CHECK (((code)::text ~ '^[a-z][a-z0-9._-]{1,31}$'::text)),
    CONSTRAINT user_side_known CHECK (((administration)::text = ANY ((ARRAY['BUSINESS'::character varying, 'SYSTEM'::character varying, 'SECURITY'::character varying, 'AUDIT'::character varying])::text[])))
);

-- Name: access_user_id_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.access_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: audit_chain; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.audit_chain (
    is_only boolean DEFAULT true NOT NULL,
    era smallint DEFAULT 0 NOT NULL,
    horizon bigint DEFAULT 0 NOT NULL,
    CONSTRAINT audit_chain_era_check CHECK ((era >= 0)),
    CONSTRAINT audit_chain_is_only_check CHECK (is_only)
);

-- Name: auth_group; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

-- Name: auth_group_id_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: auth_group_permissions; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

-- Name: auth_group_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: auth_permission; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

-- Name: auth_permission_id_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: banking_agencyagreement; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_agencyagreement (
    id uuid NOT NULL,
    number character varying(35) NOT NULL,
    agency character varying(18) NOT NULL,
    signed_on date NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    ended_on date,
    branch_id uuid NOT NULL,
    collection_account_id uuid,
    payout_account_id uuid,
    CONSTRAINT agreement_ends_after_it_begins CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT agreement_names_an_account CHECK (((payout_account_id IS NOT NULL) OR (collection_account_id IS NOT NULL)))
);

-- Name: banking_bank; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_bank (
    code character varying(12) NOT NULL,
    name text NOT NULL
);

-- Name: banking_bankstatement; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_bankstatement (
    id uuid NOT NULL,
    "on" date NOT NULL,
    opening_fen bigint NOT NULL,
    closing_fen bigint NOT NULL,
    entry_count integer NOT NULL,
    file_id uuid NOT NULL,
    account_id uuid NOT NULL
);

-- Name: banking_bookedchunk; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_bookedchunk (
    leaf_id bigint NOT NULL,
    file_id uuid NOT NULL,
    first_line integer NOT NULL,
    last_line integer NOT NULL
);

-- Name: banking_branch; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_branch (
    id uuid NOT NULL,
    name text NOT NULL,
    line_number character varying(12) NOT NULL,
    bank_id character varying(12) NOT NULL
);

-- Name: banking_exchangechannel; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_exchangechannel (
    id uuid NOT NULL,
    agency character varying(18) NOT NULL,
    profile character varying(9) NOT NULL,
    suite character varying(13) NOT NULL,
    kind character varying(6) NOT NULL,
    outgoing text NOT NULL,
    incoming text NOT NULL,
    host text NOT NULL,
    port integer NOT NULL,
    "user" text NOT NULL,
    key_file text NOT NULL,
    known_hosts text NOT NULL,
    bank_id character varying(12) NOT NULL
);

-- Name: banking_exchangefile; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_exchangefile (
    id uuid NOT NULL,
    direction character varying(3) NOT NULL,
    kind character varying(16) NOT NULL,
    sender character varying(18) NOT NULL,
    receiver character varying(18) NOT NULL,
    sequence bigint NOT NULL,
    name text NOT NULL,
    digest bytea,
    size bigint,
    state character varying(8) NOT NULL,
    facts jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    run_id uuid
);

-- Name: banking_fundingnotice; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_fundingnotice (
    id uuid NOT NULL,
    reference character varying(35) NOT NULL,
    amount_fen bigint NOT NULL,
    source_account_id uuid NOT NULL,
    announced_by character varying(64) NOT NULL,
    announced_at timestamp with time zone NOT NULL,
    account_id uuid NOT NULL,
    CONSTRAINT funding_is_positive CHECK ((amount_fen > 0))
);

-- Name: banking_itemresult; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_itemresult (
    leaf_id bigint NOT NULL,
    run_id uuid NOT NULL,
    line integer NOT NULL,
    file_id uuid NOT NULL,
    outcome character varying(24) NOT NULL,
    executed_on date,
    bank_reference character varying(35) NOT NULL
);

-- Name: banking_outcometally; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_outcometally (
    id bigint NOT NULL,
    leaf_id bigint NOT NULL,
    run_id uuid NOT NULL,
    file_id uuid NOT NULL,
    outcome character varying(24) NOT NULL,
    item_count integer NOT NULL,
    sum_fen bigint NOT NULL
);

-- Name: banking_outcometally_id_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.banking_outcometally ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.banking_outcometally_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: banking_ownaccount; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_ownaccount (
    id uuid NOT NULL,
    owner character varying(18) NOT NULL,
    purpose character varying(12) NOT NULL,
    number character varying(34) NOT NULL,
    name text NOT NULL,
    opened_on date NOT NULL,
    closed_on date,
    leaf_id bigint NOT NULL,
    ledger_account_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    CONSTRAINT own_account_closed_after_opened CHECK (((closed_on IS NULL) OR (closed_on >= opened_on)))
);

-- Name: banking_reconciliation; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_reconciliation (
    id uuid NOT NULL,
    number integer NOT NULL,
    bank_fen bigint NOT NULL,
    book_fen bigint NOT NULL,
    in_transit_fen bigint NOT NULL,
    matched_count integer NOT NULL,
    break_count integer NOT NULL,
    actor character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    statement_id uuid NOT NULL
);

-- Name: banking_reconciliationbreak; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_reconciliationbreak (
    id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    reference character varying(64) NOT NULL,
    bank_fen bigint,
    book_fen bigint,
    reconciliation_id uuid NOT NULL
);

-- Name: banking_run; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_run (
    id uuid NOT NULL,
    leaf_id bigint NOT NULL,
    number character varying(35) NOT NULL,
    kind character varying(8) NOT NULL,
    programme character varying(32) NOT NULL,
    period character varying(7) NOT NULL,
    source_digest bytea NOT NULL,
    pool_account_id uuid NOT NULL,
    state character varying(12) NOT NULL,
    item_count integer NOT NULL,
    sum_fen bigint NOT NULL,
    sent_count integer,
    sent_fen bigint,
    purpose character varying(4) NOT NULL,
    resolved_at timestamp with time zone NOT NULL,
    agreement_id uuid NOT NULL,
    CONSTRAINT run_is_not_empty CHECK (((item_count > 0) AND (sum_fen > 0))),
    CONSTRAINT run_state_known CHECK (((state)::text = ANY ((ARRAY['DRAFT'::character varying, 'CHECKED'::character varying, 'APPROVED'::character varying, 'RELEASED'::character varying, 'SENT'::character varying, 'RECEIVED'::character varying, 'RETURNED'::character varying, 'BOOKED'::character varying, 'CLOSED'::character varying, 'REFUSED'::character varying, 'CANCELLED'::character varying])::text[])))
);

-- Name: banking_runitem; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_runitem (
    leaf_id bigint NOT NULL,
    run_id uuid NOT NULL,
    line integer NOT NULL,
    key uuid NOT NULL,
    person_id uuid NOT NULL,
    ledger_account_id uuid NOT NULL,
    identity_number character varying(18) NOT NULL,
    name text NOT NULL,
    account_number character varying(34) NOT NULL,
    card_state character varying(24) NOT NULL,
    amount_fen bigint NOT NULL,
    remark text NOT NULL,
    retry_run_id uuid,
    retry_line integer,
    CONSTRAINT item_amount_positive CHECK ((amount_fen > 0))
);

-- Name: banking_runstep; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_runstep (
    id uuid NOT NULL,
    event character varying(16) NOT NULL,
    from_state character varying(12) NOT NULL,
    to_state character varying(12) NOT NULL,
    actor character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    facts jsonb NOT NULL,
    run_id uuid NOT NULL
);

-- Name: banking_statemententry; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.banking_statemententry (
    line integer NOT NULL,
    amount_fen bigint NOT NULL,
    booked_on date NOT NULL,
    reference text NOT NULL,
    run_id uuid,
    key uuid,
    bank_reference character varying(35) NOT NULL,
    text text NOT NULL,
    statement_id uuid NOT NULL
);

-- Name: card_card; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.card_card (
    id uuid NOT NULL,
    number character varying(19) NOT NULL,
    state character varying(24) NOT NULL,
    bank_code character varying(12) NOT NULL,
    account_number character varying(34) NOT NULL,
    account_active boolean NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    person_id uuid NOT NULL
);

-- Name: card_cardchange; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.card_cardchange (
    id uuid NOT NULL,
    list_id uuid NOT NULL,
    field character varying(24) NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    actor character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    card_id uuid NOT NULL
);

-- Name: card_correctionline; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.card_correctionline (
    line integer NOT NULL,
    identity_number character varying(18) NOT NULL,
    account_number character varying(34) NOT NULL,
    bank_code character varying(12) NOT NULL,
    list_id uuid NOT NULL
);

-- Name: card_correctionlist; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.card_correctionlist (
    id uuid NOT NULL,
    organisation_code character varying(18) NOT NULL,
    digest bytea NOT NULL,
    line_count integer NOT NULL,
    proposed_by character varying(64) NOT NULL,
    proposed_at timestamp with time zone NOT NULL
);

-- Name: card_person; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.card_person (
    id uuid NOT NULL,
    identity_number character varying(18) NOT NULL,
    name text NOT NULL,
    name_initials text NOT NULL COLLATE pg_catalog."C",
    name_syllables text NOT NULL COLLATE pg_catalog."C",
    area_code character varying(12) NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

-- Name: card_programme; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.card_programme (
    code character varying(32) NOT NULL,
    name text NOT NULL,
    agency character varying(18) NOT NULL,
    purpose character varying(4) NOT NULL,
    leaf_id bigint NOT NULL,
    pool_account_id uuid NOT NULL,
    source_account_id uuid NOT NULL,
    opening_account_id uuid NOT NULL
);

-- Name: card_roster; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.card_roster (
    id uuid NOT NULL,
    period character varying(7) NOT NULL,
    file_name text NOT NULL,
    digest bytea NOT NULL,
    line_count integer NOT NULL,
    sum_fen bigint NOT NULL,
    imported_by character varying(64) NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    programme_id character varying(32) NOT NULL
);

-- Name: card_rosterexception; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.card_rosterexception (
    line integer NOT NULL,
    identity_number character varying(18) NOT NULL,
    name text NOT NULL,
    amount_fen bigint NOT NULL,
    account_number character varying(34) NOT NULL,
    remark text NOT NULL,
    cause character varying(24) NOT NULL,
    roster_id uuid NOT NULL
);

-- Name: crypto_key; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.crypto_key (
    key_id character varying(32) NOT NULL,
    owner character varying(64) NOT NULL,
    custodian character varying(64) NOT NULL,
    version integer NOT NULL,
    purpose character varying(16) NOT NULL,
    suite character varying(16) NOT NULL,
    state character varying(16) NOT NULL,
    spki bytea NOT NULL,
    locked_secret bytea,
    usable_from_at timestamp with time zone NOT NULL,
    usable_until_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT key_has_owner_and_custodian CHECK (((NOT ((owner)::text = ''::text)) AND (NOT ((custodian)::text = ''::text)))),
    CONSTRAINT key_state_known CHECK (((state)::text = ANY ((ARRAY['ACTIVE'::character varying, 'RETIRED'::character varying, 'REVOKED'::character varying])::text[]))),
    CONSTRAINT key_usable_some_time CHECK (((usable_until_at IS NULL) OR (usable_until_at > usable_from_at)))
);

-- Name: crypto_keyrecord; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.crypto_keyrecord (
    id bigint NOT NULL,
    event character varying(16) NOT NULL,
    actor character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    key_id character varying(32) NOT NULL
);

-- Name: crypto_keyrecord_id_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.crypto_keyrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crypto_keyrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: desk_approval; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.desk_approval (
    id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    organisation_code character varying(18) NOT NULL,
    subject_kind character varying(32) NOT NULL,
    subject_id character varying(96) NOT NULL,
    digest character varying(64) NOT NULL,
    amount_fen bigint,
    decider_count smallint NOT NULL,
    reason text NOT NULL,
    asked_by character varying(64) NOT NULL,
    prepared_by jsonb NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    undated jsonb,
    state character varying(9) NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT approval_by_somebody CHECK ((decider_count >= 1)),
    CONSTRAINT approval_ended_at_some_time CHECK ((((ended_at IS NULL) AND ((state)::text = 'PENDING'::text)) OR ((NOT ((state)::text = 'PENDING'::text)) AND (ended_at IS NOT NULL)))),
    CONSTRAINT approval_state_known CHECK (((state)::text = ANY ((ARRAY['PENDING'::character varying, 'APPROVED'::character varying, 'RETURNED'::character varying, 'WITHDRAWN'::character varying])::text[]))),
    CONSTRAINT desk_approval_decider_count_check CHECK ((decider_count >= 0))
);

-- Name: desk_approvaldecision; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.desk_approvaldecision (
    id uuid NOT NULL,
    asked_by character varying(64) NOT NULL,
    decider character varying(64) NOT NULL,
    authority character varying(64) NOT NULL,
    verdict character varying(7) NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone NOT NULL,
    approval_id uuid NOT NULL,
    CONSTRAINT decision_not_on_ones_own CHECK (((NOT ((decider)::text = (asked_by)::text)) AND (NOT ((authority)::text = (asked_by)::text)))),
    CONSTRAINT decision_returned_with_reason CHECK (((NOT ((verdict)::text = 'RETURN'::text)) OR (NOT (reason = ''::text)))),
    CONSTRAINT decision_verdict_known CHECK (((verdict)::text = ANY ((ARRAY['APPROVE'::character varying, 'RETURN'::character varying])::text[])))
);

-- Name: desk_attachment; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.desk_attachment (
    id uuid NOT NULL,
    digest character varying(64) NOT NULL,
    name character varying(120) NOT NULL,
    content_type character varying(4) NOT NULL,
    size bigint NOT NULL,
    attached_by character varying(64) NOT NULL,
    attached_at timestamp with time zone NOT NULL,
    case_id uuid NOT NULL,
    CONSTRAINT desk_attachment_size_check CHECK ((size >= 0))
);

-- Name: desk_case; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.desk_case (
    id uuid NOT NULL,
    type character varying(32) NOT NULL,
    organisation_code character varying(18) NOT NULL,
    subject_kind character varying(32) NOT NULL,
    subject_id character varying(64) NOT NULL,
    facts jsonb NOT NULL,
    qualifiers jsonb NOT NULL,
    step character varying(32) NOT NULL,
    assigned_to character varying(64) NOT NULL,
    opened_by character varying(64) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    undated jsonb,
    late_at timestamp with time zone,
    state character varying(6) NOT NULL,
    outcome character varying(32) NOT NULL,
    closed_by character varying(64) NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT case_closed_with_outcome CHECK ((((closed_at IS NULL) AND ((outcome)::text = ''::text) AND ((state)::text = 'OPEN'::text)) OR ((closed_at IS NOT NULL) AND ((state)::text = 'CLOSED'::text) AND (NOT ((outcome)::text = ''::text))))),
    CONSTRAINT case_dated_or_says_why_not CHECK ((((due_at IS NULL) AND (undated IS NOT NULL)) OR ((due_at IS NOT NULL) AND (undated IS NULL))))
);

-- Name: desk_caselink; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.desk_caselink (
    subject_kind character varying(32) NOT NULL,
    subject_id character varying(64) NOT NULL,
    case_id uuid NOT NULL
);

-- Name: desk_casemove; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.desk_casemove (
    id uuid NOT NULL,
    event character varying(6) NOT NULL,
    before character varying(64) NOT NULL,
    after character varying(64) NOT NULL,
    by character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    case_id uuid NOT NULL
);

-- Name: desk_casenote; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.desk_casenote (
    id uuid NOT NULL,
    author character varying(64) NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    case_id uuid NOT NULL,
    CONSTRAINT case_note_says_it CHECK ((NOT (text = ''::text)))
);

-- Name: desk_delegation; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.desk_delegation (
    id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    organisation_code character varying(18) NOT NULL,
    from_code character varying(64) NOT NULL,
    to_code character varying(64) NOT NULL,
    valid_from_at timestamp with time zone NOT NULL,
    valid_until_at timestamp with time zone NOT NULL,
    made_by character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_by character varying(64) NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT delegation_ends_after_it_begins CHECK ((valid_until_at >= valid_from_at)),
    CONSTRAINT delegation_not_by_the_delegate CHECK ((NOT ((made_by)::text = (to_code)::text))),
    CONSTRAINT delegation_to_another CHECK ((NOT ((from_code)::text = (to_code)::text)))
);

-- Name: desk_duty; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.desk_duty (
    id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    organisation_code character varying(18) NOT NULL,
    owed_to character varying(18) NOT NULL,
    subject_kind character varying(32) NOT NULL,
    subject_id character varying(64) NOT NULL,
    qualifiers jsonb NOT NULL,
    started_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    undated jsonb,
    state character varying(9) NOT NULL,
    late_at timestamp with time zone,
    escalation_count smallint NOT NULL,
    next_escalation_at timestamp with time zone,
    met_at timestamp with time zone,
    evidence_kind character varying(32) NOT NULL,
    evidence_id character varying(64) NOT NULL,
    cancel_reason text NOT NULL,
    CONSTRAINT desk_duty_escalation_count_check CHECK ((escalation_count >= 0)),
    CONSTRAINT duty_cancelled_with_reason CHECK (((NOT ((state)::text = 'CANCELLED'::text)) OR (NOT (cancel_reason = ''::text)))),
    CONSTRAINT duty_dated_or_says_why_not CHECK ((((due_at IS NULL) AND (undated IS NOT NULL)) OR ((due_at IS NOT NULL) AND (undated IS NULL)))),
    CONSTRAINT duty_late_since_a_time CHECK (((NOT ((state)::text = 'LATE'::text)) OR (late_at IS NOT NULL))),
    CONSTRAINT duty_met_with_evidence CHECK ((((met_at IS NOT NULL) AND ((state)::text = ANY ((ARRAY['MET'::character varying, 'MET_LATE'::character varying])::text[])) AND (NOT ((evidence_id)::text = ''::text))) OR ((NOT ((state)::text = ANY ((ARRAY['MET'::character varying, 'MET_LATE'::character varying])::text[]))) AND ((evidence_id)::text = ''::text) AND (met_at IS NULL)))),
    CONSTRAINT duty_state_known CHECK (((state)::text = ANY ((ARRAY['OPEN'::character varying, 'LATE'::character varying, 'MET'::character varying, 'MET_LATE'::character varying, 'CANCELLED'::character varying])::text[])))
);

-- Name: desk_dutyescalation; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.desk_dutyescalation (
    step smallint NOT NULL,
    told character varying(18) NOT NULL,
    at timestamp with time zone NOT NULL,
    duty_id uuid NOT NULL,
    CONSTRAINT desk_dutyescalation_step_check CHECK ((step >= 0))
);

-- Name: desk_notice; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.desk_notice (
    id uuid NOT NULL,
    key character varying(128) NOT NULL,
    channel character varying(5) NOT NULL,
    organisation_code character varying(18) NOT NULL,
    user_code character varying(64) NOT NULL,
    zh character varying(300) NOT NULL,
    en character varying(500) NOT NULL,
    clause character varying(16) NOT NULL,
    subject_kind character varying(32) NOT NULL,
    subject_id character varying(64) NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    state character varying(7) NOT NULL,
    attempt_count smallint NOT NULL,
    next_attempt_at timestamp with time zone,
    ended_at timestamp with time zone,
    fault character varying(64) NOT NULL,
    read_by character varying(64) NOT NULL,
    read_at timestamp with time zone,
    CONSTRAINT desk_notice_attempt_count_check CHECK ((attempt_count >= 0)),
    CONSTRAINT notice_beyond_the_desk_to_a_person CHECK ((((channel)::text = 'DESK'::text) OR (NOT ((user_code)::text = ''::text)))),
    CONSTRAINT notice_queued_for_a_time CHECK ((((next_attempt_at IS NOT NULL) AND ((state)::text = 'QUEUED'::text)) OR ((NOT ((state)::text = 'QUEUED'::text)) AND (next_attempt_at IS NULL))))
);

-- Name: django_content_type; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

-- Name: django_content_type_id_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: django_migrations; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

-- Name: django_migrations_id_seq; Type: SEQUENCE; Schema: public; Owner: -

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- Name: django_session; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

-- Name: ledger_account; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_account (
    leaf_id bigint NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    owner_id uuid,
    side smallint NOT NULL,
    pooled boolean NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    seen bigint NOT NULL,
    CONSTRAINT ledger_account_code_check CHECK ((code <> ''::text)),
    CONSTRAINT ledger_account_side_check CHECK ((side = ANY (ARRAY[1, '-1'::integer])))
);

-- Name: ledger_account_sum; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_account_sum (
    leaf_id bigint NOT NULL,
    seen bigint NOT NULL,
    code text NOT NULL,
    side smallint NOT NULL,
    account_count bigint NOT NULL
);

-- Name: ledger_checkpoint; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_checkpoint (
    leaf_id bigint NOT NULL,
    account_id uuid NOT NULL,
    seen bigint NOT NULL,
    max_at timestamp with time zone NOT NULL,
    balance_fen numeric(40,0) NOT NULL,
    entry_count bigint NOT NULL
);

-- Name: ledger_day_sum; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_day_sum (
    leaf_id bigint NOT NULL,
    seen bigint NOT NULL,
    moved_on date NOT NULL,
    code text NOT NULL,
    debit_code text NOT NULL,
    debit_side smallint NOT NULL,
    credit_code text NOT NULL,
    credit_side smallint NOT NULL,
    transfer_count bigint NOT NULL,
    amount_fen numeric(40,0) NOT NULL
);

-- Name: ledger_entry; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.ledger_entry AS
 SELECT ledger_transfer.leaf_id,
    ledger_transfer.debit_id AS account_id,
    ledger_transfer.credit_id AS other_id,
    (- (ledger_transfer.amount_fen)::bigint) AS credit_fen,
    ledger_transfer.at,
    ledger_transfer.seen,
    ledger_transfer.n,
    ledger_transfer.id AS transfer_id,
    ledger_transfer.code,
    ledger_transfer.link,
    ledger_transfer.reverses_id,
    ledger_transfer.hold_id,
    ledger_transfer.source_id
   FROM public.ledger_transfer
UNION ALL
 SELECT ledger_transfer.leaf_id,
    ledger_transfer.credit_id AS account_id,
    ledger_transfer.debit_id AS other_id,
    ledger_transfer.amount_fen AS credit_fen,
    ledger_transfer.at,
    ledger_transfer.seen,
    ledger_transfer.n,
    ledger_transfer.id AS transfer_id,
    ledger_transfer.code,
    ledger_transfer.link,
    ledger_transfer.reverses_id,
    ledger_transfer.hold_id,
    ledger_transfer.source_id
   FROM public.ledger_transfer;

-- Name: ledger_fund; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_fund (
    id uuid NOT NULL,
    code text NOT NULL,
    opened_at timestamp with time zone NOT NULL
);

-- Name: ledger_hold; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_hold (
    leaf_id bigint NOT NULL,
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    amount_fen bigint NOT NULL,
    expires_at timestamp with time zone,
    at timestamp with time zone NOT NULL,
    seen bigint NOT NULL,
    n integer NOT NULL,
    CONSTRAINT ledger_hold_amount_fen_check CHECK ((amount_fen > 0))
);

-- Name: ledger_hold_event; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_hold_event (
    leaf_id bigint NOT NULL,
    hold_id uuid NOT NULL,
    seen bigint NOT NULL,
    n integer NOT NULL,
    kind text NOT NULL,
    amount_fen bigint NOT NULL,
    transfer_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ledger_hold_event_amount_fen_check CHECK ((amount_fen > 0)),
    CONSTRAINT ledger_hold_event_kind_check CHECK ((kind = ANY (ARRAY['CAPTURED'::text, 'RELEASED'::text, 'EXPIRED'::text])))
);

-- Name: ledger_leaf; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_leaf (
    id bigint NOT NULL,
    fund_id uuid NOT NULL,
    era smallint DEFAULT 0 NOT NULL,
    horizon bigint DEFAULT 0 NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    CONSTRAINT ledger_leaf_era_check CHECK ((era >= 0)),
    CONSTRAINT ledger_leaf_id_check CHECK ((id > 0))
);

-- Name: ledger_limit; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_limit (
    leaf_id bigint NOT NULL,
    account_id uuid NOT NULL,
    seen bigint NOT NULL,
    n integer NOT NULL,
    floor_fen bigint NOT NULL,
    ceiling_fen bigint NOT NULL,
    accepts text NOT NULL,
    clause text,
    at timestamp with time zone NOT NULL
);

-- Name: ledger_pool; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_pool (
    leaf_id bigint NOT NULL,
    account_id uuid NOT NULL,
    accepts public.ledger_accepts NOT NULL
);

-- Name: ledger_seal; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.ledger_seal (
    leaf_id bigint NOT NULL,
    number bigint NOT NULL,
    from_seen bigint NOT NULL,
    to_seen bigint NOT NULL,
    row_count bigint NOT NULL,
    amount_fen numeric(40,0) NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    previous bytea NOT NULL,
    digest bytea NOT NULL,
    row_checks bytea NOT NULL,
    CONSTRAINT ledger_seal_number_check CHECK ((number > 0)),
    CONSTRAINT ledger_seal_row_count_check CHECK ((row_count > 0))
);
ALTER TABLE ONLY public.ledger_seal ALTER COLUMN row_checks SET STORAGE EXTERNAL;

-- Name: ledger_standing; Type: VIEW; Schema: public; Owner: -

CREATE VIEW public.ledger_standing AS
 SELECT a.leaf_id,
    a.id AS account_id,
    a.side,
    COALESCE(b.accepts, p.accepts) AS accepts,
    b.balance_fen,
    b.held_fen,
    b.floor_fen,
    b.ceiling_fen,
    b.clause
   FROM ((public.ledger_account a
     LEFT JOIN public.ledger_balance b ON (((b.leaf_id = a.leaf_id) AND (b.account_id = a.id))))
     LEFT JOIN public.ledger_pool p ON (((p.leaf_id = a.leaf_id) AND (p.account_id = a.id))));

-- Name: mobility_clearingbreak; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.mobility_clearingbreak (
    line integer NOT NULL,
    kind character varying(32) NOT NULL,
    rider character varying(64) NOT NULL,
    reference character varying(64) NOT NULL,
    operator_fen bigint,
    ledger_fen bigint,
    bank_fen bigint,
    clearing_id uuid NOT NULL
);

-- Name: mobility_clearingday; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.mobility_clearingday (
    id uuid NOT NULL,
    "on" date NOT NULL,
    sequence integer NOT NULL,
    digest bytea NOT NULL,
    statement_digests jsonb NOT NULL,
    rider_count integer NOT NULL,
    break_count integer NOT NULL,
    handed_over_by character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    operator_id uuid NOT NULL
);

-- Name: mobility_dedicatedaccount; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.mobility_dedicatedaccount (
    id uuid NOT NULL,
    money character varying(8) NOT NULL,
    bank_code character varying(12) NOT NULL,
    number character varying(34) NOT NULL,
    leaf_id bigint NOT NULL,
    share_id uuid,
    opened_by character varying(64) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    operator_id uuid NOT NULL,
    CONSTRAINT only_prepaid_has_a_share CHECK (((((money)::text = 'PREPAID'::text) AND (share_id IS NOT NULL)) OR (((money)::text = 'DEPOSIT'::text) AND (share_id IS NULL))))
);

-- Name: mobility_operator; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.mobility_operator (
    id uuid NOT NULL,
    code character varying(18) NOT NULL,
    name text NOT NULL,
    kind character varying(32) NOT NULL,
    area_code character varying(6) NOT NULL,
    opened_by character varying(64) NOT NULL,
    opened_at timestamp with time zone NOT NULL
);

-- Name: mobility_payee; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.mobility_payee (
    id uuid NOT NULL,
    number character varying(34) NOT NULL,
    name text NOT NULL,
    relation character varying(16) NOT NULL,
    business text NOT NULL,
    listed_by character varying(64) NOT NULL,
    listed_at timestamp with time zone NOT NULL,
    operator_id uuid NOT NULL,
    CONSTRAINT payee_has_a_part_in_the_business CHECK ((((relation)::text = 'NOMINATED'::text) OR (NOT (business = ''::text))))
);

-- Name: mobility_payout; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.mobility_payout (
    id uuid NOT NULL,
    amount_fen bigint NOT NULL,
    ratio_ppm bigint NOT NULL,
    actor character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    operator_id uuid NOT NULL,
    payee_id uuid NOT NULL
);

-- Name: mobility_reservewarning; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.mobility_reservewarning (
    id uuid NOT NULL,
    state character varying(12) NOT NULL,
    ratio_ppm bigint NOT NULL,
    bank_fen bigint NOT NULL,
    liabilities_fen bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    operator_id uuid NOT NULL
);

-- Name: mobility_rider; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.mobility_rider (
    id uuid NOT NULL,
    code character varying(64) NOT NULL,
    holder_kind character varying(16) NOT NULL,
    prepaid_cap_fen bigint,
    deposit_cap_fen bigint,
    opened_at timestamp with time zone NOT NULL,
    operator_id uuid NOT NULL
);

-- Name: mobility_vehiclecost; Type: TABLE; Schema: public; Owner: -

CREATE TABLE public.mobility_vehiclecost (
    id uuid NOT NULL,
    "on" date NOT NULL,
    amount_fen bigint NOT NULL,
    evidence text NOT NULL,
    recorded_by character varying(64) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    operator_id uuid NOT NULL,
    CONSTRAINT vehicle_cost_is_evidenced CHECK (((amount_fen > 0) AND (NOT (evidence = ''::text))))
);

-- Name: access_apiclient access_apiclient_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_apiclient
    ADD CONSTRAINT access_apiclient_pkey PRIMARY KEY (code);

-- Name: access_apikey access_apikey_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_apikey
    ADD CONSTRAINT access_apikey_pkey PRIMARY KEY (key_id);

-- Name: access_apinonce access_apinonce_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_apinonce
    ADD CONSTRAINT access_apinonce_pkey PRIMARY KEY (client_code, nonce);

-- Name: access_area access_area_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_area
    ADD CONSTRAINT access_area_pkey PRIMARY KEY (code);

-- Name: access_capacity access_capacity_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_capacity
    ADD CONSTRAINT access_capacity_pkey PRIMARY KEY (organisation_code, type_code);

-- Name: access_formerpassword access_formerpassword_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_formerpassword
    ADD CONSTRAINT access_formerpassword_pkey PRIMARY KEY (id);

-- Name: access_membership access_membership_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_membership
    ADD CONSTRAINT access_membership_pkey PRIMARY KEY (id);

-- Name: access_organisation access_organisation_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_organisation
    ADD CONSTRAINT access_organisation_pkey PRIMARY KEY (code);

-- Name: access_organisationtype access_organisationtype_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_organisationtype
    ADD CONSTRAINT access_organisationtype_pkey PRIMARY KEY (code);

-- Name: access_role access_role_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_role
    ADD CONSTRAINT access_role_pkey PRIMARY KEY (code);

-- Name: access_roletype access_roletype_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_roletype
    ADD CONSTRAINT access_roletype_pkey PRIMARY KEY (role_code, type_code);

-- Name: access_user access_user_code_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_code_key UNIQUE (code);

-- Name: access_user access_user_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_pkey PRIMARY KEY (id);

-- Name: desk_approval approval_with_asker; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_approval
    ADD CONSTRAINT approval_with_asker UNIQUE (id, asked_by);

-- Name: desk_attachment attachment_once_a_case; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_attachment
    ADD CONSTRAINT attachment_once_a_case UNIQUE (case_id, digest);

-- Name: audit_chain audit_chain_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.audit_chain
    ADD CONSTRAINT audit_chain_pkey PRIMARY KEY (is_only);

-- Name: audit_entry audit_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);

-- Name: audit_seal audit_seal_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_pkey PRIMARY KEY (number);

-- Name: auth_group auth_group_name_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

-- Name: auth_group_permissions auth_group_permissions_group_id_permission_id_0cd325b0_uniq; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

-- Name: auth_group_permissions auth_group_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

-- Name: auth_group auth_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

-- Name: auth_permission auth_permission_content_type_id_codename_01ab375a_uniq; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

-- Name: auth_permission auth_permission_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

-- Name: banking_agencyagreement banking_agencyagreement_number_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_agencyagreement
    ADD CONSTRAINT banking_agencyagreement_number_key UNIQUE (number);

-- Name: banking_agencyagreement banking_agencyagreement_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_agencyagreement
    ADD CONSTRAINT banking_agencyagreement_pkey PRIMARY KEY (id);

-- Name: banking_bank banking_bank_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_bank
    ADD CONSTRAINT banking_bank_pkey PRIMARY KEY (code);

-- Name: banking_bankstatement banking_bankstatement_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_bankstatement
    ADD CONSTRAINT banking_bankstatement_pkey PRIMARY KEY (id);

-- Name: banking_bookedchunk banking_bookedchunk_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_bookedchunk
    ADD CONSTRAINT banking_bookedchunk_pkey PRIMARY KEY (leaf_id, file_id, first_line);

-- Name: banking_branch banking_branch_line_number_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_branch
    ADD CONSTRAINT banking_branch_line_number_key UNIQUE (line_number);

-- Name: banking_branch banking_branch_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_branch
    ADD CONSTRAINT banking_branch_pkey PRIMARY KEY (id);

-- Name: banking_exchangechannel banking_exchangechannel_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_exchangechannel
    ADD CONSTRAINT banking_exchangechannel_pkey PRIMARY KEY (id);

-- Name: banking_exchangefile banking_exchangefile_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_exchangefile
    ADD CONSTRAINT banking_exchangefile_pkey PRIMARY KEY (id);

-- Name: banking_fundingnotice banking_fundingnotice_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_fundingnotice
    ADD CONSTRAINT banking_fundingnotice_pkey PRIMARY KEY (id);

-- Name: banking_fundingnotice banking_fundingnotice_reference_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_fundingnotice
    ADD CONSTRAINT banking_fundingnotice_reference_key UNIQUE (reference);

-- Name: banking_itemresult banking_itemresult_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_itemresult
    ADD CONSTRAINT banking_itemresult_pkey PRIMARY KEY (leaf_id, run_id, line, file_id);

-- Name: banking_outcometally banking_outcometally_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_outcometally
    ADD CONSTRAINT banking_outcometally_pkey PRIMARY KEY (id);

-- Name: banking_ownaccount banking_ownaccount_number_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_ownaccount
    ADD CONSTRAINT banking_ownaccount_number_key UNIQUE (number);

-- Name: banking_ownaccount banking_ownaccount_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_ownaccount
    ADD CONSTRAINT banking_ownaccount_pkey PRIMARY KEY (id);

-- Name: banking_reconciliation banking_reconciliation_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_reconciliation
    ADD CONSTRAINT banking_reconciliation_pkey PRIMARY KEY (id);

-- Name: banking_reconciliationbreak banking_reconciliationbreak_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_reconciliationbreak
    ADD CONSTRAINT banking_reconciliationbreak_pkey PRIMARY KEY (id);

-- Name: banking_run banking_run_number_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_run
    ADD CONSTRAINT banking_run_number_key UNIQUE (number);

-- Name: banking_run banking_run_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_run
    ADD CONSTRAINT banking_run_pkey PRIMARY KEY (id);

-- Name: banking_runitem banking_runitem_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_runitem
    ADD CONSTRAINT banking_runitem_pkey PRIMARY KEY (leaf_id, run_id, line);

-- Name: banking_runstep banking_runstep_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_runstep
    ADD CONSTRAINT banking_runstep_pkey PRIMARY KEY (id);

-- Name: banking_statemententry banking_statemententry_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_statemententry
    ADD CONSTRAINT banking_statemententry_pkey PRIMARY KEY (statement_id, line);

-- Name: card_card card_card_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_card
    ADD CONSTRAINT card_card_pkey PRIMARY KEY (id);

-- Name: card_cardchange card_cardchange_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_cardchange
    ADD CONSTRAINT card_cardchange_pkey PRIMARY KEY (id);

-- Name: card_correctionline card_correctionline_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_correctionline
    ADD CONSTRAINT card_correctionline_pkey PRIMARY KEY (list_id, line);

-- Name: card_correctionlist card_correctionlist_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_correctionlist
    ADD CONSTRAINT card_correctionlist_pkey PRIMARY KEY (id);

-- Name: card_card card_number_used_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_card
    ADD CONSTRAINT card_number_used_once UNIQUE (number);

-- Name: card_person card_person_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_person
    ADD CONSTRAINT card_person_pkey PRIMARY KEY (id);

-- Name: card_programme card_programme_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_programme
    ADD CONSTRAINT card_programme_pkey PRIMARY KEY (code);

-- Name: card_roster card_roster_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_roster
    ADD CONSTRAINT card_roster_pkey PRIMARY KEY (id);

-- Name: card_rosterexception card_rosterexception_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_rosterexception
    ADD CONSTRAINT card_rosterexception_pkey PRIMARY KEY (roster_id, line);

-- Name: mobility_clearingday clearing_numbered_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_clearingday
    ADD CONSTRAINT clearing_numbered_once UNIQUE (operator_id, sequence);

-- Name: banking_reconciliation comparison_number_used_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_reconciliation
    ADD CONSTRAINT comparison_number_used_once UNIQUE (statement_id, number);

-- Name: crypto_key crypto_key_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.crypto_key
    ADD CONSTRAINT crypto_key_pkey PRIMARY KEY (key_id);

-- Name: crypto_keyrecord crypto_keyrecord_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.crypto_keyrecord
    ADD CONSTRAINT crypto_keyrecord_pkey PRIMARY KEY (id);

-- Name: desk_approvaldecision decision_once_a_person; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_approvaldecision
    ADD CONSTRAINT decision_once_a_person UNIQUE (approval_id, decider);

-- Name: desk_approvaldecision decision_once_an_authority; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_approvaldecision
    ADD CONSTRAINT decision_once_an_authority UNIQUE (approval_id, authority);

-- Name: desk_approval desk_approval_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_approval
    ADD CONSTRAINT desk_approval_pkey PRIMARY KEY (id);

-- Name: desk_approvaldecision desk_approvaldecision_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_approvaldecision
    ADD CONSTRAINT desk_approvaldecision_pkey PRIMARY KEY (id);

-- Name: desk_attachment desk_attachment_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_attachment
    ADD CONSTRAINT desk_attachment_pkey PRIMARY KEY (id);

-- Name: desk_case desk_case_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_case
    ADD CONSTRAINT desk_case_pkey PRIMARY KEY (id);

-- Name: desk_caselink desk_caselink_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_caselink
    ADD CONSTRAINT desk_caselink_pkey PRIMARY KEY (case_id, subject_kind, subject_id);

-- Name: desk_casemove desk_casemove_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_casemove
    ADD CONSTRAINT desk_casemove_pkey PRIMARY KEY (id);

-- Name: desk_casenote desk_casenote_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_casenote
    ADD CONSTRAINT desk_casenote_pkey PRIMARY KEY (id);

-- Name: desk_delegation desk_delegation_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_delegation
    ADD CONSTRAINT desk_delegation_pkey PRIMARY KEY (id);

-- Name: desk_duty desk_duty_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_duty
    ADD CONSTRAINT desk_duty_pkey PRIMARY KEY (id);

-- Name: desk_dutyescalation desk_dutyescalation_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_dutyescalation
    ADD CONSTRAINT desk_dutyescalation_pkey PRIMARY KEY (duty_id, step);

-- Name: desk_notice desk_notice_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_notice
    ADD CONSTRAINT desk_notice_pkey PRIMARY KEY (id);

-- Name: django_content_type django_content_type_app_label_model_76bd3d3b_uniq; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

-- Name: django_content_type django_content_type_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

-- Name: django_migrations django_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

-- Name: django_session django_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

-- Name: desk_duty duty_once_a_subject; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_duty
    ADD CONSTRAINT duty_once_a_subject UNIQUE (kind, subject_kind, subject_id);

-- Name: banking_exchangefile file_content_read_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_exchangefile
    ADD CONSTRAINT file_content_read_once UNIQUE (sender, receiver, digest);

-- Name: banking_exchangefile file_number_used_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_exchangefile
    ADD CONSTRAINT file_number_used_once UNIQUE (direction, kind, sender, receiver, sequence);

-- Name: crypto_key key_version_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.crypto_key
    ADD CONSTRAINT key_version_once UNIQUE (owner, purpose, suite, version);

-- Name: ledger_account ledger_account_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_pkey PRIMARY KEY (leaf_id, id);

-- Name: ledger_account_sum ledger_account_sum_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_account_sum
    ADD CONSTRAINT ledger_account_sum_pkey PRIMARY KEY (leaf_id, seen, code, side);

-- Name: ledger_balance ledger_balance_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_balance
    ADD CONSTRAINT ledger_balance_pkey PRIMARY KEY (leaf_id, account_id);

-- Name: ledger_checkpoint ledger_checkpoint_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_checkpoint
    ADD CONSTRAINT ledger_checkpoint_pkey PRIMARY KEY (leaf_id, account_id, seen);

-- Name: ledger_day_sum ledger_day_sum_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_day_sum
    ADD CONSTRAINT ledger_day_sum_pkey PRIMARY KEY (leaf_id, seen, moved_on, code, debit_code, debit_side, credit_code, credit_side);

-- Name: ledger_fund ledger_fund_code_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_fund
    ADD CONSTRAINT ledger_fund_code_key UNIQUE (code);

-- Name: ledger_fund ledger_fund_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_fund
    ADD CONSTRAINT ledger_fund_pkey PRIMARY KEY (id);

-- Name: ledger_hold_event ledger_hold_event_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_hold_event
    ADD CONSTRAINT ledger_hold_event_pkey PRIMARY KEY (leaf_id, hold_id, seen, n);

-- Name: ledger_hold ledger_hold_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_hold
    ADD CONSTRAINT ledger_hold_pkey PRIMARY KEY (leaf_id, id);

-- Name: ledger_leaf ledger_leaf_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_leaf
    ADD CONSTRAINT ledger_leaf_pkey PRIMARY KEY (id);

-- Name: ledger_limit ledger_limit_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_limit
    ADD CONSTRAINT ledger_limit_pkey PRIMARY KEY (leaf_id, account_id, seen, n);

-- Name: ledger_pool ledger_pool_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_pool
    ADD CONSTRAINT ledger_pool_pkey PRIMARY KEY (leaf_id, account_id);

-- Name: ledger_seal ledger_seal_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_seal
    ADD CONSTRAINT ledger_seal_pkey PRIMARY KEY (leaf_id, number);

-- Name: ledger_transfer ledger_transfer_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_transfer
    ADD CONSTRAINT ledger_transfer_pkey PRIMARY KEY (leaf_id, id);

-- Name: access_membership membership_once_at_a_time; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_membership
    ADD CONSTRAINT membership_once_at_a_time EXCLUDE USING gist (user_code WITH =, organisation_code WITH =, role_code WITH =, area_code WITH =, tstzrange(valid_from_at, valid_until_at) WITH &&);

-- Name: mobility_clearingbreak mobility_clearingbreak_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_clearingbreak
    ADD CONSTRAINT mobility_clearingbreak_pkey PRIMARY KEY (clearing_id, line);

-- Name: mobility_clearingday mobility_clearingday_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_clearingday
    ADD CONSTRAINT mobility_clearingday_pkey PRIMARY KEY (id);

-- Name: mobility_dedicatedaccount mobility_dedicatedaccount_leaf_id_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_dedicatedaccount
    ADD CONSTRAINT mobility_dedicatedaccount_leaf_id_key UNIQUE (leaf_id);

-- Name: mobility_dedicatedaccount mobility_dedicatedaccount_number_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_dedicatedaccount
    ADD CONSTRAINT mobility_dedicatedaccount_number_key UNIQUE (number);

-- Name: mobility_dedicatedaccount mobility_dedicatedaccount_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_dedicatedaccount
    ADD CONSTRAINT mobility_dedicatedaccount_pkey PRIMARY KEY (id);

-- Name: mobility_operator mobility_operator_code_key; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_operator
    ADD CONSTRAINT mobility_operator_code_key UNIQUE (code);

-- Name: mobility_operator mobility_operator_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_operator
    ADD CONSTRAINT mobility_operator_pkey PRIMARY KEY (id);

-- Name: mobility_payee mobility_payee_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_payee
    ADD CONSTRAINT mobility_payee_pkey PRIMARY KEY (id);

-- Name: mobility_payout mobility_payout_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_payout
    ADD CONSTRAINT mobility_payout_pkey PRIMARY KEY (id);

-- Name: mobility_reservewarning mobility_reservewarning_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_reservewarning
    ADD CONSTRAINT mobility_reservewarning_pkey PRIMARY KEY (id);

-- Name: mobility_rider mobility_rider_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_rider
    ADD CONSTRAINT mobility_rider_pkey PRIMARY KEY (id);

-- Name: mobility_vehiclecost mobility_vehiclecost_pkey; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_vehiclecost
    ADD CONSTRAINT mobility_vehiclecost_pkey PRIMARY KEY (id);

-- Name: desk_notice notice_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_notice
    ADD CONSTRAINT notice_once UNIQUE (key, channel);

-- Name: mobility_dedicatedaccount one_account_for_a_money; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_dedicatedaccount
    ADD CONSTRAINT one_account_for_a_money UNIQUE (operator_id, money);

-- Name: banking_exchangechannel one_channel_to_a_bank; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_exchangechannel
    ADD CONSTRAINT one_channel_to_a_bank UNIQUE (agency, bank_id);

-- Name: card_person one_person_a_number; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_person
    ADD CONSTRAINT one_person_a_number UNIQUE (identity_number);

-- Name: banking_bankstatement one_statement_a_day; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_bankstatement
    ADD CONSTRAINT one_statement_a_day UNIQUE (account_id, "on");

-- Name: mobility_vehiclecost one_vehicle_cost_a_day; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_vehiclecost
    ADD CONSTRAINT one_vehicle_cost_a_day UNIQUE (operator_id, "on");

-- Name: mobility_payee payee_listed_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_payee
    ADD CONSTRAINT payee_listed_once UNIQUE (operator_id, number);

-- Name: mobility_rider rider_code_used_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_rider
    ADD CONSTRAINT rider_code_used_once UNIQUE (operator_id, code);

-- Name: access_role role_with_side; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_role
    ADD CONSTRAINT role_with_side UNIQUE (code, administration);

-- Name: card_roster roster_content_taken_once; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_roster
    ADD CONSTRAINT roster_content_taken_once UNIQUE (programme_id, period, digest);

-- Name: access_user user_with_side; Type: CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT user_with_side UNIQUE (code, administration);

-- Name: access_apiclient_code_85432cc3_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_apiclient_code_85432cc3_like ON public.access_apiclient USING btree (code varchar_pattern_ops);

-- Name: access_apiclient_organisation_code_5bb87029; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_apiclient_organisation_code_5bb87029 ON public.access_apiclient USING btree (organisation_code);

-- Name: access_apiclient_organisation_code_5bb87029_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_apiclient_organisation_code_5bb87029_like ON public.access_apiclient USING btree (organisation_code varchar_pattern_ops);

-- Name: access_apikey_client_code_a58eb3f4; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_apikey_client_code_a58eb3f4 ON public.access_apikey USING btree (client_code);

-- Name: access_apikey_client_code_a58eb3f4_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_apikey_client_code_a58eb3f4_like ON public.access_apikey USING btree (client_code varchar_pattern_ops);

-- Name: access_apikey_key_id_6c90784a_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_apikey_key_id_6c90784a_like ON public.access_apikey USING btree (key_id varchar_pattern_ops);

-- Name: access_apinonce_at_f2edce04; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_apinonce_at_f2edce04 ON public.access_apinonce USING btree (at);

-- Name: access_area_code_4b59b138_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_area_code_4b59b138_like ON public.access_area USING btree (code varchar_pattern_ops);

-- Name: access_capacity_organisation_code_89462f93; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_capacity_organisation_code_89462f93 ON public.access_capacity USING btree (organisation_code);

-- Name: access_capacity_organisation_code_89462f93_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_capacity_organisation_code_89462f93_like ON public.access_capacity USING btree (organisation_code varchar_pattern_ops);

-- Name: access_capacity_type_code_fc07469d; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_capacity_type_code_fc07469d ON public.access_capacity USING btree (type_code);

-- Name: access_capacity_type_code_fc07469d_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_capacity_type_code_fc07469d_like ON public.access_capacity USING btree (type_code varchar_pattern_ops);

-- Name: access_formerpassword_user_id_e6890b0b; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_formerpassword_user_id_e6890b0b ON public.access_formerpassword USING btree (user_id);

-- Name: access_membership_area_code_b736f34d; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_membership_area_code_b736f34d ON public.access_membership USING btree (area_code);

-- Name: access_membership_area_code_b736f34d_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_membership_area_code_b736f34d_like ON public.access_membership USING btree (area_code varchar_pattern_ops);

-- Name: access_membership_organisation_code_40cf15d9; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_membership_organisation_code_40cf15d9 ON public.access_membership USING btree (organisation_code);

-- Name: access_membership_organisation_code_40cf15d9_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_membership_organisation_code_40cf15d9_like ON public.access_membership USING btree (organisation_code varchar_pattern_ops);

-- Name: access_membership_role_code_9c79eb86; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_membership_role_code_9c79eb86 ON public.access_membership USING btree (role_code);

-- Name: access_membership_role_code_9c79eb86_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_membership_role_code_9c79eb86_like ON public.access_membership USING btree (role_code varchar_pattern_ops);

-- Name: access_membership_type_code_7016b48f; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_membership_type_code_7016b48f ON public.access_membership USING btree (type_code);

-- Name: access_membership_type_code_7016b48f_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_membership_type_code_7016b48f_like ON public.access_membership USING btree (type_code varchar_pattern_ops);

-- Name: access_membership_user_code_c4129a40; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_membership_user_code_c4129a40 ON public.access_membership USING btree (user_code);

-- Name: access_membership_user_code_c4129a40_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_membership_user_code_c4129a40_like ON public.access_membership USING btree (user_code varchar_pattern_ops);

-- Name: access_organisation_area_code_5f9853e2; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_organisation_area_code_5f9853e2 ON public.access_organisation USING btree (area_code);

-- Name: access_organisation_area_code_5f9853e2_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_organisation_area_code_5f9853e2_like ON public.access_organisation USING btree (area_code varchar_pattern_ops);

-- Name: access_organisation_code_63eb5d64_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_organisation_code_63eb5d64_like ON public.access_organisation USING btree (code varchar_pattern_ops);

-- Name: access_organisation_parent_code_888cc1aa; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_organisation_parent_code_888cc1aa ON public.access_organisation USING btree (parent_code);

-- Name: access_organisation_parent_code_888cc1aa_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_organisation_parent_code_888cc1aa_like ON public.access_organisation USING btree (parent_code varchar_pattern_ops);

-- Name: access_organisationtype_code_54acac8f_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_organisationtype_code_54acac8f_like ON public.access_organisationtype USING btree (code varchar_pattern_ops);

-- Name: access_role_code_85843d26_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_role_code_85843d26_like ON public.access_role USING btree (code varchar_pattern_ops);

-- Name: access_roletype_role_code_6d98b6ec; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_roletype_role_code_6d98b6ec ON public.access_roletype USING btree (role_code);

-- Name: access_roletype_role_code_6d98b6ec_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_roletype_role_code_6d98b6ec_like ON public.access_roletype USING btree (role_code varchar_pattern_ops);

-- Name: access_roletype_type_code_465dea3d; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_roletype_type_code_465dea3d ON public.access_roletype USING btree (type_code);

-- Name: access_roletype_type_code_465dea3d_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_roletype_type_code_465dea3d_like ON public.access_roletype USING btree (type_code varchar_pattern_ops);

-- Name: access_user_code_34ba5a33_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX access_user_code_34ba5a33_like ON public.access_user USING btree (code varchar_pattern_ops);

-- Name: approval_of_subject; Type: INDEX; Schema: public; Owner: -

CREATE INDEX approval_of_subject ON public.desk_approval USING btree (subject_kind, subject_id);

-- Name: approval_once_pending; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX approval_once_pending ON public.desk_approval USING btree (kind, subject_kind, subject_id) WHERE ((state)::text = 'PENDING'::text);

-- Name: approval_waiting; Type: INDEX; Schema: public; Owner: -

CREATE INDEX approval_waiting ON public.desk_approval USING btree (organisation_code, COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE ((state)::text = 'PENDING'::text);

-- Name: audit_entry_actor; Type: INDEX; Schema: public; Owner: -

CREATE INDEX audit_entry_actor ON public.audit_entry USING btree (actor, at, id);

-- Name: audit_entry_at; Type: INDEX; Schema: public; Owner: -

CREATE INDEX audit_entry_at ON public.audit_entry USING btree (at, id);

-- Name: audit_entry_organisation; Type: INDEX; Schema: public; Owner: -

CREATE INDEX audit_entry_organisation ON public.audit_entry USING btree (organisation, at, id) WHERE (organisation <> ''::text);

-- Name: audit_entry_refused; Type: INDEX; Schema: public; Owner: -

CREATE INDEX audit_entry_refused ON public.audit_entry USING btree (clause, at, outcome) WHERE (outcome <> 'DONE'::text);

-- Name: audit_entry_seen; Type: INDEX; Schema: public; Owner: -

CREATE INDEX audit_entry_seen ON public.audit_entry USING btree (seen);

-- Name: audit_entry_subject; Type: INDEX; Schema: public; Owner: -

CREATE INDEX audit_entry_subject ON public.audit_entry USING btree (subject_id, at, id) WHERE (subject_id <> ''::text);

-- Name: auth_group_name_a6ea08ec_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

-- Name: auth_group_permissions_group_id_b120cbf9; Type: INDEX; Schema: public; Owner: -

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

-- Name: auth_group_permissions_permission_id_84c5c92e; Type: INDEX; Schema: public; Owner: -

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

-- Name: auth_permission_content_type_id_2f476e4b; Type: INDEX; Schema: public; Owner: -

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

-- Name: banking_agencyagreement_branch_id_1ea8cad2; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_agencyagreement_branch_id_1ea8cad2 ON public.banking_agencyagreement USING btree (branch_id);

-- Name: banking_agencyagreement_collection_account_id_adba94fc; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_agencyagreement_collection_account_id_adba94fc ON public.banking_agencyagreement USING btree (collection_account_id);

-- Name: banking_agencyagreement_number_0b45fd4d_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_agencyagreement_number_0b45fd4d_like ON public.banking_agencyagreement USING btree (number varchar_pattern_ops);

-- Name: banking_agencyagreement_payout_account_id_04fd0403; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_agencyagreement_payout_account_id_04fd0403 ON public.banking_agencyagreement USING btree (payout_account_id);

-- Name: banking_bank_code_24ed2b60_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_bank_code_24ed2b60_like ON public.banking_bank USING btree (code varchar_pattern_ops);

-- Name: banking_bankstatement_account_id_92586464; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_bankstatement_account_id_92586464 ON public.banking_bankstatement USING btree (account_id);

-- Name: banking_bankstatement_file_id_f71e566c; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_bankstatement_file_id_f71e566c ON public.banking_bankstatement USING btree (file_id);

-- Name: banking_branch_bank_id_62c813b1; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_branch_bank_id_62c813b1 ON public.banking_branch USING btree (bank_id);

-- Name: banking_branch_bank_id_62c813b1_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_branch_bank_id_62c813b1_like ON public.banking_branch USING btree (bank_id varchar_pattern_ops);

-- Name: banking_branch_line_number_282c3c84_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_branch_line_number_282c3c84_like ON public.banking_branch USING btree (line_number varchar_pattern_ops);

-- Name: banking_exchangechannel_bank_id_8792e8af; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_exchangechannel_bank_id_8792e8af ON public.banking_exchangechannel USING btree (bank_id);

-- Name: banking_exchangechannel_bank_id_8792e8af_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_exchangechannel_bank_id_8792e8af_like ON public.banking_exchangechannel USING btree (bank_id varchar_pattern_ops);

-- Name: banking_exchangefile_run_id_42058d68; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_exchangefile_run_id_42058d68 ON public.banking_exchangefile USING btree (run_id);

-- Name: banking_fundingnotice_account_id_2f8ed984; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_fundingnotice_account_id_2f8ed984 ON public.banking_fundingnotice USING btree (account_id);

-- Name: banking_fundingnotice_reference_ea56f262_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_fundingnotice_reference_ea56f262_like ON public.banking_fundingnotice USING btree (reference varchar_pattern_ops);

-- Name: banking_ownaccount_branch_id_2c4056c7; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_ownaccount_branch_id_2c4056c7 ON public.banking_ownaccount USING btree (branch_id);

-- Name: banking_ownaccount_number_1d48d64c_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_ownaccount_number_1d48d64c_like ON public.banking_ownaccount USING btree (number varchar_pattern_ops);

-- Name: banking_reconciliation_statement_id_8a2a768a; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_reconciliation_statement_id_8a2a768a ON public.banking_reconciliation USING btree (statement_id);

-- Name: banking_reconciliationbreak_reconciliation_id_189b177a; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_reconciliationbreak_reconciliation_id_189b177a ON public.banking_reconciliationbreak USING btree (reconciliation_id);

-- Name: banking_run_agreement_id_3a864d61; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_run_agreement_id_3a864d61 ON public.banking_run USING btree (agreement_id);

-- Name: banking_run_number_44cbc9a0_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_run_number_44cbc9a0_like ON public.banking_run USING btree (number varchar_pattern_ops);

-- Name: banking_runstep_run_id_7f11d31c; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_runstep_run_id_7f11d31c ON public.banking_runstep USING btree (run_id);

-- Name: banking_statemententry_statement_id_23040255; Type: INDEX; Schema: public; Owner: -

CREATE INDEX banking_statemententry_statement_id_23040255 ON public.banking_statemententry USING btree (statement_id);

-- Name: card_by_account; Type: INDEX; Schema: public; Owner: -

CREATE INDEX card_by_account ON public.card_card USING btree (account_number);

-- Name: card_card_updated_at_040b96ff; Type: INDEX; Schema: public; Owner: -

CREATE INDEX card_card_updated_at_040b96ff ON public.card_card USING btree (updated_at);

-- Name: card_cardchange_card_id_86cc0d00; Type: INDEX; Schema: public; Owner: -

CREATE INDEX card_cardchange_card_id_86cc0d00 ON public.card_cardchange USING btree (card_id);

-- Name: card_person_updated_at_33d2331c; Type: INDEX; Schema: public; Owner: -

CREATE INDEX card_person_updated_at_33d2331c ON public.card_person USING btree (updated_at);

-- Name: card_programme_code_c063a4ff_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX card_programme_code_c063a4ff_like ON public.card_programme USING btree (code varchar_pattern_ops);

-- Name: card_roster_programme_id_047ba048; Type: INDEX; Schema: public; Owner: -

CREATE INDEX card_roster_programme_id_047ba048 ON public.card_roster USING btree (programme_id);

-- Name: card_roster_programme_id_047ba048_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX card_roster_programme_id_047ba048_like ON public.card_roster USING btree (programme_id varchar_pattern_ops);

-- Name: card_rosterexception_roster_id_40893b1a; Type: INDEX; Schema: public; Owner: -

CREATE INDEX card_rosterexception_roster_id_40893b1a ON public.card_rosterexception USING btree (roster_id);

-- Name: case_link_of_subject; Type: INDEX; Schema: public; Owner: -

CREATE INDEX case_link_of_subject ON public.desk_caselink USING btree (subject_kind, subject_id);

-- Name: case_of_subject; Type: INDEX; Schema: public; Owner: -

CREATE INDEX case_of_subject ON public.desk_case USING btree (subject_kind, subject_id);

-- Name: case_once_open; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX case_once_open ON public.desk_case USING btree (type, subject_kind, subject_id) WHERE ((state)::text = 'OPEN'::text);

-- Name: case_to_mark_late; Type: INDEX; Schema: public; Owner: -

CREATE INDEX case_to_mark_late ON public.desk_case USING btree (due_at) WHERE ((late_at IS NULL) AND ((state)::text = 'OPEN'::text));

-- Name: case_waiting; Type: INDEX; Schema: public; Owner: -

CREATE INDEX case_waiting ON public.desk_case USING btree (organisation_code, COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE ((state)::text = 'OPEN'::text);

-- Name: correction_list_by_digest; Type: INDEX; Schema: public; Owner: -

CREATE INDEX correction_list_by_digest ON public.card_correctionlist USING btree (digest);

-- Name: crypto_key_key_id_d85ec08c_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX crypto_key_key_id_d85ec08c_like ON public.crypto_key USING btree (key_id varchar_pattern_ops);

-- Name: crypto_keyrecord_key_id_7f54221e; Type: INDEX; Schema: public; Owner: -

CREATE INDEX crypto_keyrecord_key_id_7f54221e ON public.crypto_keyrecord USING btree (key_id);

-- Name: crypto_keyrecord_key_id_7f54221e_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX crypto_keyrecord_key_id_7f54221e_like ON public.crypto_keyrecord USING btree (key_id varchar_pattern_ops);

-- Name: delegation_of_delegate; Type: INDEX; Schema: public; Owner: -

CREATE INDEX delegation_of_delegate ON public.desk_delegation USING btree (to_code, organisation_code);

-- Name: desk_approvaldecision_approval_id_7c8f76e4; Type: INDEX; Schema: public; Owner: -

CREATE INDEX desk_approvaldecision_approval_id_7c8f76e4 ON public.desk_approvaldecision USING btree (approval_id);

-- Name: desk_attachment_case_id_3108e2f2; Type: INDEX; Schema: public; Owner: -

CREATE INDEX desk_attachment_case_id_3108e2f2 ON public.desk_attachment USING btree (case_id);

-- Name: desk_caselink_case_id_50a95558; Type: INDEX; Schema: public; Owner: -

CREATE INDEX desk_caselink_case_id_50a95558 ON public.desk_caselink USING btree (case_id);

-- Name: desk_casemove_case_id_3ace3ba1; Type: INDEX; Schema: public; Owner: -

CREATE INDEX desk_casemove_case_id_3ace3ba1 ON public.desk_casemove USING btree (case_id);

-- Name: desk_casenote_case_id_1e946da2; Type: INDEX; Schema: public; Owner: -

CREATE INDEX desk_casenote_case_id_1e946da2 ON public.desk_casenote USING btree (case_id);

-- Name: desk_dutyescalation_duty_id_c671de7c; Type: INDEX; Schema: public; Owner: -

CREATE INDEX desk_dutyescalation_duty_id_c671de7c ON public.desk_dutyescalation USING btree (duty_id);

-- Name: django_session_expire_date_a5c62663; Type: INDEX; Schema: public; Owner: -

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

-- Name: django_session_session_key_c0390e0f_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

-- Name: duty_of_subject; Type: INDEX; Schema: public; Owner: -

CREATE INDEX duty_of_subject ON public.desk_duty USING btree (subject_kind, subject_id);

-- Name: duty_to_escalate; Type: INDEX; Schema: public; Owner: -

CREATE INDEX duty_to_escalate ON public.desk_duty USING btree (next_escalation_at) WHERE ((state)::text = 'LATE'::text);

-- Name: duty_to_mark_late; Type: INDEX; Schema: public; Owner: -

CREATE INDEX duty_to_mark_late ON public.desk_duty USING btree (due_at) WHERE ((state)::text = 'OPEN'::text);

-- Name: duty_waiting; Type: INDEX; Schema: public; Owner: -

CREATE INDEX duty_waiting ON public.desk_duty USING btree (organisation_code, COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE ((state)::text = ANY ((ARRAY['OPEN'::character varying, 'LATE'::character varying])::text[]));

-- Name: entry_of_no_run; Type: INDEX; Schema: public; Owner: -

CREATE INDEX entry_of_no_run ON public.banking_statemententry USING btree (reference) WHERE (run_id IS NULL);

-- Name: exception_by_number; Type: INDEX; Schema: public; Owner: -

CREATE INDEX exception_by_number ON public.card_rosterexception USING btree (identity_number);

-- Name: item_by_bank_reference; Type: INDEX; Schema: public; Owner: -

CREATE INDEX item_by_bank_reference ON public.banking_itemresult USING btree (bank_reference) WHERE (NOT ((bank_reference)::text = ''::text));

-- Name: item_has_one_final_result; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX item_has_one_final_result ON public.banking_itemresult USING btree (leaf_id, run_id, line) WHERE (NOT ((outcome)::text = 'UNKNOWN_OUTCOME'::text));

-- Name: item_of_person; Type: INDEX; Schema: public; Owner: -

CREATE INDEX item_of_person ON public.banking_runitem USING btree (leaf_id, person_id);

-- Name: item_outcome_unknown; Type: INDEX; Schema: public; Owner: -

CREATE INDEX item_outcome_unknown ON public.banking_itemresult USING btree (leaf_id, run_id, line) WHERE ((outcome)::text = 'UNKNOWN_OUTCOME'::text);

-- Name: item_retried_once; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX item_retried_once ON public.banking_runitem USING btree (leaf_id, retry_run_id, retry_line) WHERE (retry_run_id IS NOT NULL);

-- Name: key_one_active; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX key_one_active ON public.crypto_key USING btree (owner, purpose, suite) WHERE ((state)::text = 'ACTIVE'::text);

-- Name: ledger_account_code; Type: INDEX; Schema: public; Owner: -

CREATE INDEX ledger_account_code ON public.ledger_account USING btree (leaf_id, code);

-- Name: ledger_account_owner; Type: INDEX; Schema: public; Owner: -

CREATE INDEX ledger_account_owner ON public.ledger_account USING btree (leaf_id, owner_id) WHERE (owner_id IS NOT NULL);

-- Name: ledger_account_seen; Type: INDEX; Schema: public; Owner: -

CREATE INDEX ledger_account_seen ON public.ledger_account USING btree (leaf_id, seen);

-- Name: ledger_hold_account; Type: INDEX; Schema: public; Owner: -

CREATE INDEX ledger_hold_account ON public.ledger_hold USING btree (leaf_id, account_id);

-- Name: ledger_hold_expiry; Type: INDEX; Schema: public; Owner: -

CREATE INDEX ledger_hold_expiry ON public.ledger_hold USING btree (leaf_id, expires_at) WHERE (expires_at IS NOT NULL);

-- Name: ledger_transfer_credit; Type: INDEX; Schema: public; Owner: -

CREATE INDEX ledger_transfer_credit ON public.ledger_transfer USING btree (leaf_id, credit_id, seen);

-- Name: ledger_transfer_debit; Type: INDEX; Schema: public; Owner: -

CREATE INDEX ledger_transfer_debit ON public.ledger_transfer USING btree (leaf_id, debit_id, seen);

-- Name: ledger_transfer_reverses; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX ledger_transfer_reverses ON public.ledger_transfer USING btree (leaf_id, reverses_id) WHERE (reverses_id IS NOT NULL);

-- Name: ledger_transfer_seen; Type: INDEX; Schema: public; Owner: -

CREATE INDEX ledger_transfer_seen ON public.ledger_transfer USING btree (leaf_id, seen);

-- Name: mobility_clearingbreak_clearing_id_e0da90c3; Type: INDEX; Schema: public; Owner: -

CREATE INDEX mobility_clearingbreak_clearing_id_e0da90c3 ON public.mobility_clearingbreak USING btree (clearing_id);

-- Name: mobility_clearingday_operator_id_8eade0f6; Type: INDEX; Schema: public; Owner: -

CREATE INDEX mobility_clearingday_operator_id_8eade0f6 ON public.mobility_clearingday USING btree (operator_id);

-- Name: mobility_dedicatedaccount_number_caec456b_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX mobility_dedicatedaccount_number_caec456b_like ON public.mobility_dedicatedaccount USING btree (number varchar_pattern_ops);

-- Name: mobility_dedicatedaccount_operator_id_aa0d6ec9; Type: INDEX; Schema: public; Owner: -

CREATE INDEX mobility_dedicatedaccount_operator_id_aa0d6ec9 ON public.mobility_dedicatedaccount USING btree (operator_id);

-- Name: mobility_operator_code_28aa4fcd_like; Type: INDEX; Schema: public; Owner: -

CREATE INDEX mobility_operator_code_28aa4fcd_like ON public.mobility_operator USING btree (code varchar_pattern_ops);

-- Name: mobility_payee_operator_id_eec884ce; Type: INDEX; Schema: public; Owner: -

CREATE INDEX mobility_payee_operator_id_eec884ce ON public.mobility_payee USING btree (operator_id);

-- Name: mobility_payout_operator_id_2dc74487; Type: INDEX; Schema: public; Owner: -

CREATE INDEX mobility_payout_operator_id_2dc74487 ON public.mobility_payout USING btree (operator_id);

-- Name: mobility_payout_payee_id_7cd4ff9b; Type: INDEX; Schema: public; Owner: -

CREATE INDEX mobility_payout_payee_id_7cd4ff9b ON public.mobility_payout USING btree (payee_id);

-- Name: mobility_reservewarning_operator_id_bbc4275f; Type: INDEX; Schema: public; Owner: -

CREATE INDEX mobility_reservewarning_operator_id_bbc4275f ON public.mobility_reservewarning USING btree (operator_id);

-- Name: mobility_rider_operator_id_9b1fa30d; Type: INDEX; Schema: public; Owner: -

CREATE INDEX mobility_rider_operator_id_9b1fa30d ON public.mobility_rider USING btree (operator_id);

-- Name: mobility_vehiclecost_operator_id_c2f82125; Type: INDEX; Schema: public; Owner: -

CREATE INDEX mobility_vehiclecost_operator_id_c2f82125 ON public.mobility_vehiclecost USING btree (operator_id);

-- Name: notice_to_send; Type: INDEX; Schema: public; Owner: -

CREATE INDEX notice_to_send ON public.desk_notice USING btree (next_attempt_at) WHERE ((state)::text = 'QUEUED'::text);

-- Name: notice_unread; Type: INDEX; Schema: public; Owner: -

CREATE INDEX notice_unread ON public.desk_notice USING btree (organisation_code, id) WHERE (((channel)::text = 'DESK'::text) AND (read_at IS NULL));

-- Name: one_live_card_a_person; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX one_live_card_a_person ON public.card_card USING btree (person_id) WHERE (NOT ((state)::text = ANY ((ARRAY['CANCELLED_AFTER_LOSS'::character varying, 'CANCELLED'::character varying])::text[])));

-- Name: one_nominated_account; Type: INDEX; Schema: public; Owner: -

CREATE UNIQUE INDEX one_nominated_account ON public.mobility_payee USING btree (operator_id) WHERE ((relation)::text = 'NOMINATED'::text);

-- Name: person_by_sound; Type: INDEX; Schema: public; Owner: -

CREATE INDEX person_by_sound ON public.card_person USING btree (name_initials, name_syllables);

-- Name: tally_of_run; Type: INDEX; Schema: public; Owner: -

CREATE INDEX tally_of_run ON public.banking_outcometally USING btree (leaf_id, run_id);

-- Name: access_apikey access_key_stays; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER access_key_stays BEFORE UPDATE ON public.access_apikey FOR EACH ROW WHEN ((((to_jsonb(new.*) - '{valid_until_at,last_used_at}'::text[]) IS DISTINCT FROM (to_jsonb(old.*) - '{valid_until_at,last_used_at}'::text[])) OR (new.valid_until_at > old.valid_until_at))) EXECUTE FUNCTION public.access_refuse_change();

-- Name: access_membership access_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER access_no_delete BEFORE DELETE ON public.access_membership FOR EACH ROW EXECUTE FUNCTION public.access_refuse_change();

-- Name: access_user access_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER access_no_delete BEFORE DELETE ON public.access_user FOR EACH ROW EXECUTE FUNCTION public.access_refuse_change();

-- Name: access_membership access_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER access_no_truncate BEFORE TRUNCATE ON public.access_membership FOR EACH STATEMENT EXECUTE FUNCTION public.access_refuse_change();

-- Name: access_user access_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER access_no_truncate BEFORE TRUNCATE ON public.access_user FOR EACH STATEMENT EXECUTE FUNCTION public.access_refuse_change();

-- Name: access_membership access_only_confirmed_or_ended; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER access_only_confirmed_or_ended BEFORE UPDATE ON public.access_membership FOR EACH ROW WHEN ((((to_jsonb(new.*) - '{valid_until_at,confirmed_by,confirmed_at,ended_by,ended_at}'::text[]) IS DISTINCT FROM (to_jsonb(old.*) - '{valid_until_at,confirmed_by,confirmed_at,ended_by,ended_at}'::text[])) OR ((old.confirmed_at IS NOT NULL) AND (new.confirmed_at IS DISTINCT FROM old.confirmed_at)) OR ((new.valid_until_at IS NULL) AND (old.valid_until_at IS NOT NULL)) OR (new.valid_until_at > old.valid_until_at))) EXECUTE FUNCTION public.access_refuse_change();

-- Name: access_user access_side_stays; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER access_side_stays BEFORE UPDATE ON public.access_user FOR EACH ROW WHEN ((((new.code)::text <> (old.code)::text) OR ((new.administration)::text <> (old.administration)::text))) EXECUTE FUNCTION public.access_refuse_change();

-- Name: audit_entry audit_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER audit_no_change BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION public.audit_refuse_change();

-- Name: audit_seal audit_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER audit_no_change BEFORE DELETE OR UPDATE ON public.audit_seal FOR EACH ROW EXECUTE FUNCTION public.audit_refuse_change();

-- Name: audit_chain audit_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER audit_no_delete BEFORE DELETE ON public.audit_chain FOR EACH ROW EXECUTE FUNCTION public.audit_refuse_change();

-- Name: audit_chain audit_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON public.audit_chain FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse_change();

-- Name: audit_entry audit_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse_change();

-- Name: audit_seal audit_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON public.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse_change();

-- Name: audit_chain audit_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER audit_no_update BEFORE UPDATE ON public.audit_chain FOR EACH ROW WHEN ((current_setting('ringfence.audit'::text, true) IS DISTINCT FROM 'open'::text)) EXECUTE FUNCTION public.audit_refuse_change();

-- Name: banking_bankstatement banking_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_change BEFORE DELETE OR UPDATE ON public.banking_bankstatement FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_bookedchunk banking_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_change BEFORE DELETE OR UPDATE ON public.banking_bookedchunk FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_fundingnotice banking_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_change BEFORE DELETE OR UPDATE ON public.banking_fundingnotice FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_itemresult banking_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_change BEFORE DELETE OR UPDATE ON public.banking_itemresult FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_outcometally banking_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_change BEFORE DELETE OR UPDATE ON public.banking_outcometally FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_reconciliation banking_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_change BEFORE DELETE OR UPDATE ON public.banking_reconciliation FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_reconciliationbreak banking_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_change BEFORE DELETE OR UPDATE ON public.banking_reconciliationbreak FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_runitem banking_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_change BEFORE DELETE OR UPDATE ON public.banking_runitem FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_runstep banking_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_change BEFORE DELETE OR UPDATE ON public.banking_runstep FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_statemententry banking_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_change BEFORE DELETE OR UPDATE ON public.banking_statemententry FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_exchangefile banking_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_delete BEFORE DELETE ON public.banking_exchangefile FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_run banking_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_delete BEFORE DELETE ON public.banking_run FOR EACH ROW EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_bankstatement banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_bankstatement FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_bookedchunk banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_bookedchunk FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_exchangefile banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_exchangefile FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_fundingnotice banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_fundingnotice FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_itemresult banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_itemresult FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_outcometally banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_outcometally FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_reconciliation banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_reconciliation FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_reconciliationbreak banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_reconciliationbreak FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_run banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_run FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_runitem banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_runitem FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_runstep banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_runstep FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_statemententry banking_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_no_truncate BEFORE TRUNCATE ON public.banking_statemententry FOR EACH STATEMENT EXECUTE FUNCTION public.banking_refuse_change();

-- Name: banking_itemresult banking_outcome_tally; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER banking_outcome_tally AFTER INSERT ON public.banking_itemresult REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION public.banking_outcome_tally();

-- Name: card_cardchange card_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER card_no_change BEFORE DELETE OR UPDATE ON public.card_cardchange FOR EACH ROW EXECUTE FUNCTION public.card_refuse_change();

-- Name: card_correctionline card_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER card_no_change BEFORE DELETE OR UPDATE ON public.card_correctionline FOR EACH ROW EXECUTE FUNCTION public.card_refuse_change();

-- Name: card_correctionlist card_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER card_no_change BEFORE DELETE OR UPDATE ON public.card_correctionlist FOR EACH ROW EXECUTE FUNCTION public.card_refuse_change();

-- Name: card_roster card_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER card_no_change BEFORE DELETE OR UPDATE ON public.card_roster FOR EACH ROW EXECUTE FUNCTION public.card_refuse_change();

-- Name: card_rosterexception card_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER card_no_change BEFORE DELETE OR UPDATE ON public.card_rosterexception FOR EACH ROW EXECUTE FUNCTION public.card_refuse_change();

-- Name: card_cardchange card_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER card_no_truncate BEFORE TRUNCATE ON public.card_cardchange FOR EACH STATEMENT EXECUTE FUNCTION public.card_refuse_change();

-- Name: card_correctionline card_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER card_no_truncate BEFORE TRUNCATE ON public.card_correctionline FOR EACH STATEMENT EXECUTE FUNCTION public.card_refuse_change();

-- Name: card_correctionlist card_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER card_no_truncate BEFORE TRUNCATE ON public.card_correctionlist FOR EACH STATEMENT EXECUTE FUNCTION public.card_refuse_change();

-- Name: card_roster card_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER card_no_truncate BEFORE TRUNCATE ON public.card_roster FOR EACH STATEMENT EXECUTE FUNCTION public.card_refuse_change();

-- Name: card_rosterexception card_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER card_no_truncate BEFORE TRUNCATE ON public.card_rosterexception FOR EACH STATEMENT EXECUTE FUNCTION public.card_refuse_change();

-- Name: crypto_keyrecord crypto_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER crypto_no_change BEFORE DELETE OR UPDATE ON public.crypto_keyrecord FOR EACH ROW EXECUTE FUNCTION public.crypto_refuse_change();

-- Name: crypto_key crypto_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER crypto_no_delete BEFORE DELETE ON public.crypto_key FOR EACH ROW EXECUTE FUNCTION public.crypto_refuse_change();

-- Name: crypto_key crypto_no_return; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER crypto_no_return BEFORE UPDATE ON public.crypto_key FOR EACH ROW WHEN ((((old.state)::text = 'REVOKED'::text) OR (((old.state)::text = 'RETIRED'::text) AND ((new.state)::text = 'ACTIVE'::text)))) EXECUTE FUNCTION public.crypto_refuse_change();

-- Name: crypto_key crypto_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER crypto_no_truncate BEFORE TRUNCATE ON public.crypto_key FOR EACH STATEMENT EXECUTE FUNCTION public.crypto_refuse_change();

-- Name: crypto_keyrecord crypto_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER crypto_no_truncate BEFORE TRUNCATE ON public.crypto_keyrecord FOR EACH STATEMENT EXECUTE FUNCTION public.crypto_refuse_change();

-- Name: crypto_key crypto_only_state_moves; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER crypto_only_state_moves BEFORE UPDATE ON public.crypto_key FOR EACH ROW WHEN (((to_jsonb(new.*) - 'state'::text) IS DISTINCT FROM (to_jsonb(old.*) - 'state'::text))) EXECUTE FUNCTION public.crypto_refuse_change();

-- Name: desk_approval desk_asked_stays; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_asked_stays BEFORE UPDATE ON public.desk_approval FOR EACH ROW WHEN ((((old.state)::text <> 'PENDING'::text) OR ((to_jsonb(new.*) - '{state,ended_at,due_at,undated}'::text[]) IS DISTINCT FROM (to_jsonb(old.*) - '{state,ended_at,due_at,undated}'::text[])))) EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_case desk_ended_stays; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_ended_stays BEFORE UPDATE ON public.desk_case FOR EACH ROW WHEN (((old.state)::text = 'CLOSED'::text)) EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_duty desk_ended_stays; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_ended_stays BEFORE UPDATE ON public.desk_duty FOR EACH ROW WHEN (((old.state)::text = ANY ((ARRAY['MET'::character varying, 'MET_LATE'::character varying, 'CANCELLED'::character varying])::text[]))) EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_approvaldecision desk_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_change BEFORE DELETE OR UPDATE ON public.desk_approvaldecision FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_attachment desk_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_change BEFORE DELETE OR UPDATE ON public.desk_attachment FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_caselink desk_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_change BEFORE DELETE OR UPDATE ON public.desk_caselink FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_casemove desk_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_change BEFORE DELETE OR UPDATE ON public.desk_casemove FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_casenote desk_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_change BEFORE DELETE OR UPDATE ON public.desk_casenote FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_dutyescalation desk_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_change BEFORE DELETE OR UPDATE ON public.desk_dutyescalation FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_approval desk_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_delete BEFORE DELETE ON public.desk_approval FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_case desk_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_delete BEFORE DELETE ON public.desk_case FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_delegation desk_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_delete BEFORE DELETE ON public.desk_delegation FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_duty desk_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_delete BEFORE DELETE ON public.desk_duty FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_notice desk_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_delete BEFORE DELETE ON public.desk_notice FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_approval desk_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON public.desk_approval FOR EACH STATEMENT EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_approvaldecision desk_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON public.desk_approvaldecision FOR EACH STATEMENT EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_attachment desk_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON public.desk_attachment FOR EACH STATEMENT EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_case desk_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON public.desk_case FOR EACH STATEMENT EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_caselink desk_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON public.desk_caselink FOR EACH STATEMENT EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_casemove desk_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON public.desk_casemove FOR EACH STATEMENT EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_casenote desk_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON public.desk_casenote FOR EACH STATEMENT EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_delegation desk_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON public.desk_delegation FOR EACH STATEMENT EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_duty desk_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON public.desk_duty FOR EACH STATEMENT EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_dutyescalation desk_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON public.desk_dutyescalation FOR EACH STATEMENT EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_notice desk_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_no_truncate BEFORE TRUNCATE ON public.desk_notice FOR EACH STATEMENT EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_approvaldecision desk_not_by_a_preparer; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_not_by_a_preparer BEFORE INSERT ON public.desk_approvaldecision FOR EACH ROW EXECUTE FUNCTION public.desk_refuse_preparer();

-- Name: desk_delegation desk_only_ended; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_only_ended BEFORE UPDATE ON public.desk_delegation FOR EACH ROW WHEN (((old.ended_at IS NOT NULL) OR ((to_jsonb(new.*) - '{valid_until_at,ended_by,ended_at}'::text[]) IS DISTINCT FROM (to_jsonb(old.*) - '{valid_until_at,ended_by,ended_at}'::text[])) OR (new.valid_until_at > old.valid_until_at))) EXECUTE FUNCTION public.desk_refuse_change();

-- Name: desk_notice desk_sent_stays; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER desk_sent_stays BEFORE UPDATE ON public.desk_notice FOR EACH ROW WHEN ((((to_jsonb(new.*) - '{state,attempt_count,next_attempt_at,ended_at,fault,read_by,read_at}'::text[]) IS DISTINCT FROM (to_jsonb(old.*) - '{state,attempt_count,next_attempt_at,ended_at,fault,read_by,read_at}'::text[])) OR (((old.state)::text = ANY ((ARRAY['SENT'::character varying, 'FAILED'::character varying])::text[])) AND ((new.state)::text <> (old.state)::text)))) EXECUTE FUNCTION public.desk_refuse_change();

-- Name: ledger_account ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_account FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_account_sum ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_account_sum FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_balance ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_balance FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_checkpoint ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_checkpoint FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_day_sum ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_day_sum FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_fund ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_fund FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_hold ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_hold FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_hold_event ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_hold_event FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_leaf ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_leaf FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_limit ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_limit FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_pool ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_pool FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_seal ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_seal FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_transfer ledger_no_delete; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON public.ledger_transfer FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_account ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_account FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_account_sum ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_account_sum FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_balance ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_balance FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_checkpoint ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_day_sum ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_day_sum FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_fund ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_fund FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_hold ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_hold FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_hold_event ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_hold_event FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_leaf ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_leaf FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_limit ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_limit FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_pool ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_pool FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_seal ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_seal FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_transfer ledger_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON public.ledger_transfer FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_account ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON public.ledger_account FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_account_sum ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON public.ledger_account_sum FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_balance ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update AFTER UPDATE ON public.ledger_balance FOR EACH ROW WHEN ((current_setting('ringfence.books'::text, true) IS DISTINCT FROM 'open'::text)) EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_checkpoint ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON public.ledger_checkpoint FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_day_sum ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON public.ledger_day_sum FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_fund ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON public.ledger_fund FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_hold ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON public.ledger_hold FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_hold_event ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON public.ledger_hold_event FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_leaf ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update AFTER UPDATE ON public.ledger_leaf FOR EACH ROW WHEN ((current_setting('ringfence.books'::text, true) IS DISTINCT FROM 'open'::text)) EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_limit ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON public.ledger_limit FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_pool ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update AFTER UPDATE ON public.ledger_pool FOR EACH ROW WHEN ((current_setting('ringfence.books'::text, true) IS DISTINCT FROM 'open'::text)) EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_seal ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON public.ledger_seal FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: ledger_transfer ledger_no_update; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON public.ledger_transfer FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse_change();

-- Name: mobility_clearingbreak mobility_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER mobility_no_change BEFORE DELETE OR UPDATE ON public.mobility_clearingbreak FOR EACH ROW EXECUTE FUNCTION public.mobility_refuse_change();

-- Name: mobility_clearingday mobility_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER mobility_no_change BEFORE DELETE OR UPDATE ON public.mobility_clearingday FOR EACH ROW EXECUTE FUNCTION public.mobility_refuse_change();

-- Name: mobility_payout mobility_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER mobility_no_change BEFORE DELETE OR UPDATE ON public.mobility_payout FOR EACH ROW EXECUTE FUNCTION public.mobility_refuse_change();

-- Name: mobility_reservewarning mobility_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER mobility_no_change BEFORE DELETE OR UPDATE ON public.mobility_reservewarning FOR EACH ROW EXECUTE FUNCTION public.mobility_refuse_change();

-- Name: mobility_vehiclecost mobility_no_change; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER mobility_no_change BEFORE DELETE OR UPDATE ON public.mobility_vehiclecost FOR EACH ROW EXECUTE FUNCTION public.mobility_refuse_change();

-- Name: mobility_clearingbreak mobility_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER mobility_no_truncate BEFORE TRUNCATE ON public.mobility_clearingbreak FOR EACH STATEMENT EXECUTE FUNCTION public.mobility_refuse_change();

-- Name: mobility_clearingday mobility_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER mobility_no_truncate BEFORE TRUNCATE ON public.mobility_clearingday FOR EACH STATEMENT EXECUTE FUNCTION public.mobility_refuse_change();

-- Name: mobility_payout mobility_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER mobility_no_truncate BEFORE TRUNCATE ON public.mobility_payout FOR EACH STATEMENT EXECUTE FUNCTION public.mobility_refuse_change();

-- Name: mobility_reservewarning mobility_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER mobility_no_truncate BEFORE TRUNCATE ON public.mobility_reservewarning FOR EACH STATEMENT EXECUTE FUNCTION public.mobility_refuse_change();

-- Name: mobility_vehiclecost mobility_no_truncate; Type: TRIGGER; Schema: public; Owner: -

CREATE TRIGGER mobility_no_truncate BEFORE TRUNCATE ON public.mobility_vehiclecost FOR EACH STATEMENT EXECUTE FUNCTION public.mobility_refuse_change();

-- Name: access_apiclient access_apiclient_organisation_code_5bb87029_fk_access_or; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_apiclient
    ADD CONSTRAINT access_apiclient_organisation_code_5bb87029_fk_access_or FOREIGN KEY (organisation_code) REFERENCES public.access_organisation(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_apikey access_apikey_client_code_a58eb3f4_fk_access_apiclient_code; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_apikey
    ADD CONSTRAINT access_apikey_client_code_a58eb3f4_fk_access_apiclient_code FOREIGN KEY (client_code) REFERENCES public.access_apiclient(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_capacity access_capacity_organisation_code_89462f93_fk_access_or; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_capacity
    ADD CONSTRAINT access_capacity_organisation_code_89462f93_fk_access_or FOREIGN KEY (organisation_code) REFERENCES public.access_organisation(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_capacity access_capacity_type_code_fc07469d_fk_access_or; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_capacity
    ADD CONSTRAINT access_capacity_type_code_fc07469d_fk_access_or FOREIGN KEY (type_code) REFERENCES public.access_organisationtype(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_formerpassword access_formerpassword_user_id_e6890b0b_fk_access_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_formerpassword
    ADD CONSTRAINT access_formerpassword_user_id_e6890b0b_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_membership access_membership_area_code_b736f34d_fk_access_area_code; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_membership
    ADD CONSTRAINT access_membership_area_code_b736f34d_fk_access_area_code FOREIGN KEY (area_code) REFERENCES public.access_area(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_membership access_membership_organisation_code_40cf15d9_fk_access_or; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_membership
    ADD CONSTRAINT access_membership_organisation_code_40cf15d9_fk_access_or FOREIGN KEY (organisation_code) REFERENCES public.access_organisation(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_membership access_membership_role_code_9c79eb86_fk_access_role_code; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_membership
    ADD CONSTRAINT access_membership_role_code_9c79eb86_fk_access_role_code FOREIGN KEY (role_code) REFERENCES public.access_role(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_membership access_membership_type_code_7016b48f_fk_access_or; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_membership
    ADD CONSTRAINT access_membership_type_code_7016b48f_fk_access_or FOREIGN KEY (type_code) REFERENCES public.access_organisationtype(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_membership access_membership_user_code_c4129a40_fk_access_user_code; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_membership
    ADD CONSTRAINT access_membership_user_code_c4129a40_fk_access_user_code FOREIGN KEY (user_code) REFERENCES public.access_user(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_organisation access_organisation_area_code_5f9853e2_fk_access_area_code; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_organisation
    ADD CONSTRAINT access_organisation_area_code_5f9853e2_fk_access_area_code FOREIGN KEY (area_code) REFERENCES public.access_area(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_organisation access_organisation_parent_code_888cc1aa_fk_access_or; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_organisation
    ADD CONSTRAINT access_organisation_parent_code_888cc1aa_fk_access_or FOREIGN KEY (parent_code) REFERENCES public.access_organisation(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_roletype access_roletype_role_code_6d98b6ec_fk_access_role_code; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_roletype
    ADD CONSTRAINT access_roletype_role_code_6d98b6ec_fk_access_role_code FOREIGN KEY (role_code) REFERENCES public.access_role(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: access_roletype access_roletype_type_code_465dea3d_fk_access_or; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_roletype
    ADD CONSTRAINT access_roletype_type_code_465dea3d_fk_access_or FOREIGN KEY (type_code) REFERENCES public.access_organisationtype(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: auth_group_permissions auth_group_permissio_permission_id_84c5c92e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: auth_group_permissions auth_group_permissions_group_id_b120cbf9_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: auth_permission auth_permission_content_type_id_2f476e4b_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_agencyagreement banking_agencyagreem_collection_account_i_adba94fc_fk_banking_o; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_agencyagreement
    ADD CONSTRAINT banking_agencyagreem_collection_account_i_adba94fc_fk_banking_o FOREIGN KEY (collection_account_id) REFERENCES public.banking_ownaccount(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_agencyagreement banking_agencyagreem_payout_account_id_04fd0403_fk_banking_o; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_agencyagreement
    ADD CONSTRAINT banking_agencyagreem_payout_account_id_04fd0403_fk_banking_o FOREIGN KEY (payout_account_id) REFERENCES public.banking_ownaccount(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_agencyagreement banking_agencyagreement_branch_id_1ea8cad2_fk_banking_branch_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_agencyagreement
    ADD CONSTRAINT banking_agencyagreement_branch_id_1ea8cad2_fk_banking_branch_id FOREIGN KEY (branch_id) REFERENCES public.banking_branch(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_bankstatement banking_bankstatemen_account_id_92586464_fk_banking_o; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_bankstatement
    ADD CONSTRAINT banking_bankstatemen_account_id_92586464_fk_banking_o FOREIGN KEY (account_id) REFERENCES public.banking_ownaccount(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_bankstatement banking_bankstatemen_file_id_f71e566c_fk_banking_e; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_bankstatement
    ADD CONSTRAINT banking_bankstatemen_file_id_f71e566c_fk_banking_e FOREIGN KEY (file_id) REFERENCES public.banking_exchangefile(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_branch banking_branch_bank_id_62c813b1_fk_banking_bank_code; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_branch
    ADD CONSTRAINT banking_branch_bank_id_62c813b1_fk_banking_bank_code FOREIGN KEY (bank_id) REFERENCES public.banking_bank(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_exchangechannel banking_exchangechannel_bank_id_8792e8af_fk_banking_bank_code; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_exchangechannel
    ADD CONSTRAINT banking_exchangechannel_bank_id_8792e8af_fk_banking_bank_code FOREIGN KEY (bank_id) REFERENCES public.banking_bank(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_exchangefile banking_exchangefile_run_id_42058d68_fk_banking_run_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_exchangefile
    ADD CONSTRAINT banking_exchangefile_run_id_42058d68_fk_banking_run_id FOREIGN KEY (run_id) REFERENCES public.banking_run(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_fundingnotice banking_fundingnotic_account_id_2f8ed984_fk_banking_o; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_fundingnotice
    ADD CONSTRAINT banking_fundingnotic_account_id_2f8ed984_fk_banking_o FOREIGN KEY (account_id) REFERENCES public.banking_ownaccount(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_ownaccount banking_ownaccount_branch_id_2c4056c7_fk_banking_branch_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_ownaccount
    ADD CONSTRAINT banking_ownaccount_branch_id_2c4056c7_fk_banking_branch_id FOREIGN KEY (branch_id) REFERENCES public.banking_branch(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_reconciliationbreak banking_reconciliati_reconciliation_id_189b177a_fk_banking_r; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_reconciliationbreak
    ADD CONSTRAINT banking_reconciliati_reconciliation_id_189b177a_fk_banking_r FOREIGN KEY (reconciliation_id) REFERENCES public.banking_reconciliation(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_reconciliation banking_reconciliati_statement_id_8a2a768a_fk_banking_b; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_reconciliation
    ADD CONSTRAINT banking_reconciliati_statement_id_8a2a768a_fk_banking_b FOREIGN KEY (statement_id) REFERENCES public.banking_bankstatement(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_run banking_run_agreement_id_3a864d61_fk_banking_agencyagreement_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_run
    ADD CONSTRAINT banking_run_agreement_id_3a864d61_fk_banking_agencyagreement_id FOREIGN KEY (agreement_id) REFERENCES public.banking_agencyagreement(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_runstep banking_runstep_run_id_7f11d31c_fk_banking_run_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_runstep
    ADD CONSTRAINT banking_runstep_run_id_7f11d31c_fk_banking_run_id FOREIGN KEY (run_id) REFERENCES public.banking_run(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: banking_statemententry banking_statementent_statement_id_23040255_fk_banking_b; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.banking_statemententry
    ADD CONSTRAINT banking_statementent_statement_id_23040255_fk_banking_b FOREIGN KEY (statement_id) REFERENCES public.banking_bankstatement(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: card_card card_card_person_id_cc4856bd_fk_card_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_card
    ADD CONSTRAINT card_card_person_id_cc4856bd_fk_card_person_id FOREIGN KEY (person_id) REFERENCES public.card_person(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: card_cardchange card_cardchange_card_id_86cc0d00_fk_card_card_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_cardchange
    ADD CONSTRAINT card_cardchange_card_id_86cc0d00_fk_card_card_id FOREIGN KEY (card_id) REFERENCES public.card_card(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: card_cardchange card_cardchange_list_id_72b4cfa7_fk_card_correctionlist_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_cardchange
    ADD CONSTRAINT card_cardchange_list_id_72b4cfa7_fk_card_correctionlist_id FOREIGN KEY (list_id) REFERENCES public.card_correctionlist(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: card_correctionline card_correctionline_list_id_03e36b9b_fk_card_correctionlist_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_correctionline
    ADD CONSTRAINT card_correctionline_list_id_03e36b9b_fk_card_correctionlist_id FOREIGN KEY (list_id) REFERENCES public.card_correctionlist(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: card_roster card_roster_programme_id_047ba048_fk_card_programme_code; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_roster
    ADD CONSTRAINT card_roster_programme_id_047ba048_fk_card_programme_code FOREIGN KEY (programme_id) REFERENCES public.card_programme(code) DEFERRABLE INITIALLY DEFERRED;

-- Name: card_rosterexception card_rosterexception_roster_id_40893b1a_fk_card_roster_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.card_rosterexception
    ADD CONSTRAINT card_rosterexception_roster_id_40893b1a_fk_card_roster_id FOREIGN KEY (roster_id) REFERENCES public.card_roster(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: crypto_keyrecord crypto_keyrecord_key_id_7f54221e_fk_crypto_key_key_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.crypto_keyrecord
    ADD CONSTRAINT crypto_keyrecord_key_id_7f54221e_fk_crypto_key_key_id FOREIGN KEY (key_id) REFERENCES public.crypto_key(key_id) DEFERRABLE INITIALLY DEFERRED;

-- Name: desk_approvaldecision decision_names_the_asker; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_approvaldecision
    ADD CONSTRAINT decision_names_the_asker FOREIGN KEY (approval_id, asked_by) REFERENCES public.desk_approval(id, asked_by);

-- Name: desk_approvaldecision desk_approvaldecision_approval_id_7c8f76e4_fk_desk_approval_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_approvaldecision
    ADD CONSTRAINT desk_approvaldecision_approval_id_7c8f76e4_fk_desk_approval_id FOREIGN KEY (approval_id) REFERENCES public.desk_approval(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: desk_attachment desk_attachment_case_id_3108e2f2_fk_desk_case_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_attachment
    ADD CONSTRAINT desk_attachment_case_id_3108e2f2_fk_desk_case_id FOREIGN KEY (case_id) REFERENCES public.desk_case(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: desk_caselink desk_caselink_case_id_50a95558_fk_desk_case_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_caselink
    ADD CONSTRAINT desk_caselink_case_id_50a95558_fk_desk_case_id FOREIGN KEY (case_id) REFERENCES public.desk_case(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: desk_casemove desk_casemove_case_id_3ace3ba1_fk_desk_case_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_casemove
    ADD CONSTRAINT desk_casemove_case_id_3ace3ba1_fk_desk_case_id FOREIGN KEY (case_id) REFERENCES public.desk_case(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: desk_casenote desk_casenote_case_id_1e946da2_fk_desk_case_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_casenote
    ADD CONSTRAINT desk_casenote_case_id_1e946da2_fk_desk_case_id FOREIGN KEY (case_id) REFERENCES public.desk_case(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: desk_dutyescalation desk_dutyescalation_duty_id_c671de7c_fk_desk_duty_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.desk_dutyescalation
    ADD CONSTRAINT desk_dutyescalation_duty_id_c671de7c_fk_desk_duty_id FOREIGN KEY (duty_id) REFERENCES public.desk_duty(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: ledger_account ledger_account_leaf_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES public.ledger_leaf(id);

-- Name: ledger_leaf ledger_leaf_fund_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.ledger_leaf
    ADD CONSTRAINT ledger_leaf_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES public.ledger_fund(id);

-- Name: access_membership membership_role_in_type; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_membership
    ADD CONSTRAINT membership_role_in_type FOREIGN KEY (role_code, type_code) REFERENCES public.access_roletype(role_code, type_code);

-- Name: access_membership membership_side_of_role; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_membership
    ADD CONSTRAINT membership_side_of_role FOREIGN KEY (role_code, administration) REFERENCES public.access_role(code, administration);

-- Name: access_membership membership_side_of_user; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_membership
    ADD CONSTRAINT membership_side_of_user FOREIGN KEY (user_code, administration) REFERENCES public.access_user(code, administration);

-- Name: access_membership membership_type_of_organisation; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.access_membership
    ADD CONSTRAINT membership_type_of_organisation FOREIGN KEY (organisation_code, type_code) REFERENCES public.access_capacity(organisation_code, type_code);

-- Name: mobility_clearingbreak mobility_clearingbre_clearing_id_e0da90c3_fk_mobility_; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_clearingbreak
    ADD CONSTRAINT mobility_clearingbre_clearing_id_e0da90c3_fk_mobility_ FOREIGN KEY (clearing_id) REFERENCES public.mobility_clearingday(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: mobility_clearingday mobility_clearingday_operator_id_8eade0f6_fk_mobility_; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_clearingday
    ADD CONSTRAINT mobility_clearingday_operator_id_8eade0f6_fk_mobility_ FOREIGN KEY (operator_id) REFERENCES public.mobility_operator(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: mobility_dedicatedaccount mobility_dedicatedac_operator_id_aa0d6ec9_fk_mobility_; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_dedicatedaccount
    ADD CONSTRAINT mobility_dedicatedac_operator_id_aa0d6ec9_fk_mobility_ FOREIGN KEY (operator_id) REFERENCES public.mobility_operator(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: mobility_payee mobility_payee_operator_id_eec884ce_fk_mobility_operator_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_payee
    ADD CONSTRAINT mobility_payee_operator_id_eec884ce_fk_mobility_operator_id FOREIGN KEY (operator_id) REFERENCES public.mobility_operator(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: mobility_payout mobility_payout_operator_id_2dc74487_fk_mobility_operator_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_payout
    ADD CONSTRAINT mobility_payout_operator_id_2dc74487_fk_mobility_operator_id FOREIGN KEY (operator_id) REFERENCES public.mobility_operator(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: mobility_payout mobility_payout_payee_id_7cd4ff9b_fk_mobility_payee_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_payout
    ADD CONSTRAINT mobility_payout_payee_id_7cd4ff9b_fk_mobility_payee_id FOREIGN KEY (payee_id) REFERENCES public.mobility_payee(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: mobility_reservewarning mobility_reservewarn_operator_id_bbc4275f_fk_mobility_; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_reservewarning
    ADD CONSTRAINT mobility_reservewarn_operator_id_bbc4275f_fk_mobility_ FOREIGN KEY (operator_id) REFERENCES public.mobility_operator(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: mobility_rider mobility_rider_operator_id_9b1fa30d_fk_mobility_operator_id; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_rider
    ADD CONSTRAINT mobility_rider_operator_id_9b1fa30d_fk_mobility_operator_id FOREIGN KEY (operator_id) REFERENCES public.mobility_operator(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: mobility_vehiclecost mobility_vehiclecost_operator_id_c2f82125_fk_mobility_; Type: FK CONSTRAINT; Schema: public; Owner: -

ALTER TABLE ONLY public.mobility_vehiclecost
    ADD CONSTRAINT mobility_vehiclecost_operator_id_c2f82125_fk_mobility_ FOREIGN KEY (operator_id) REFERENCES public.mobility_operator(id) DEFERRABLE INITIALLY DEFERRED;

-- Name: TABLE audit_seal; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.audit_seal TO ringfence_app;

-- Name: TABLE audit_entry; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.id; Type: ACL; Schema: public; Owner: -

GRANT INSERT(id) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.at; Type: ACL; Schema: public; Owner: -

GRANT INSERT(at) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.actor; Type: ACL; Schema: public; Owner: -

GRANT INSERT(actor) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.organisation; Type: ACL; Schema: public; Owner: -

GRANT INSERT(organisation) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.action; Type: ACL; Schema: public; Owner: -

GRANT INSERT(action) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.subject_kind; Type: ACL; Schema: public; Owner: -

GRANT INSERT(subject_kind) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.subject_id; Type: ACL; Schema: public; Owner: -

GRANT INSERT(subject_id) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.purpose; Type: ACL; Schema: public; Owner: -

GRANT INSERT(purpose) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.outcome; Type: ACL; Schema: public; Owner: -

GRANT INSERT(outcome) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.clause; Type: ACL; Schema: public; Owner: -

GRANT INSERT(clause) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.trace; Type: ACL; Schema: public; Owner: -

GRANT INSERT(trace) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.address; Type: ACL; Schema: public; Owner: -

GRANT INSERT(address) ON TABLE public.audit_entry TO ringfence_app;

-- Name: COLUMN audit_entry.facts; Type: ACL; Schema: public; Owner: -

GRANT INSERT(facts) ON TABLE public.audit_entry TO ringfence_app;

-- Name: FUNCTION ledger_account_counts(p_leaves bigint[]); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_account_counts(p_leaves bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_account_counts(p_leaves bigint[]) TO ringfence_app;

-- Name: FUNCTION ledger_account_mark(p_leaf bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_account_mark(p_leaf bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_account_mark(p_leaf bigint) TO ringfence_app;

-- Name: FUNCTION ledger_account_open(p_leaf bigint, p_ids uuid[], p_owners uuid[], p_code text, p_side smallint, p_pooled boolean, p_floor_fen bigint, p_ceiling_fen bigint, p_accepts text, p_clause text, p_at timestamp with time zone); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_account_open(p_leaf bigint, p_ids uuid[], p_owners uuid[], p_code text, p_side smallint, p_pooled boolean, p_floor_fen bigint, p_ceiling_fen bigint, p_accepts text, p_clause text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_account_open(p_leaf bigint, p_ids uuid[], p_owners uuid[], p_code text, p_side smallint, p_pooled boolean, p_floor_fen bigint, p_ceiling_fen bigint, p_accepts text, p_clause text, p_at timestamp with time zone) TO ringfence_app;

-- Name: FUNCTION ledger_accounts_since(p_leaf bigint, p_from_seen bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_accounts_since(p_leaf bigint, p_from_seen bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_accounts_since(p_leaf bigint, p_from_seen bigint) TO ringfence_app;

-- Name: FUNCTION ledger_balance_before(p_leaf bigint, p_account uuid, p_before timestamp with time zone); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_balance_before(p_leaf bigint, p_account uuid, p_before timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_balance_before(p_leaf bigint, p_account uuid, p_before timestamp with time zone) TO ringfence_app;

-- Name: FUNCTION ledger_block_digest(p_previous bytea, p_leaf bigint, p_number bigint, p_count bigint, p_sealed_at timestamp with time zone, p_rows bytea); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_block_digest(p_previous bytea, p_leaf bigint, p_number bigint, p_count bigint, p_sealed_at timestamp with time zone, p_rows bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_block_digest(p_previous bytea, p_leaf bigint, p_number bigint, p_count bigint, p_sealed_at timestamp with time zone, p_rows bytea) TO ringfence_app;

-- Name: FUNCTION ledger_block_read(p_leaf bigint, p_from_seen bigint, p_to_seen bigint, OUT row_count bigint, OUT amount_fen numeric, OUT digests bytea, OUT row_checks bytea); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_block_read(p_leaf bigint, p_from_seen bigint, p_to_seen bigint, OUT row_count bigint, OUT amount_fen numeric, OUT digests bytea, OUT row_checks bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_block_read(p_leaf bigint, p_from_seen bigint, p_to_seen bigint, OUT row_count bigint, OUT amount_fen numeric, OUT digests bytea, OUT row_checks bytea) TO ringfence_app;

-- Name: FUNCTION ledger_books_check(p_leaf bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_books_check(p_leaf bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_books_check(p_leaf bigint) TO ringfence_app;

-- Name: FUNCTION ledger_call_check(p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_call_check(p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]) FROM PUBLIC;

-- Name: FUNCTION ledger_checkpoint_fold(p_leaf bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_checkpoint_fold(p_leaf bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_checkpoint_fold(p_leaf bigint) TO ringfence_app;

-- Name: FUNCTION ledger_day_mark(p_leaf bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_day_mark(p_leaf bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_day_mark(p_leaf bigint) TO ringfence_app;

-- Name: FUNCTION ledger_days(p_leaves bigint[]); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_days(p_leaves bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_days(p_leaves bigint[]) TO ringfence_app;

-- Name: FUNCTION ledger_days_between(p_leaf bigint, p_from_seen bigint, p_to_seen bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_days_between(p_leaf bigint, p_from_seen bigint, p_to_seen bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_days_between(p_leaf bigint, p_from_seen bigint, p_to_seen bigint) TO ringfence_app;

-- Name: FUNCTION ledger_differing(p_one public.ledger_content, p_other public.ledger_content); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_differing(p_one public.ledger_content, p_other public.ledger_content) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_differing(p_one public.ledger_content, p_other public.ledger_content) TO ringfence_app;

-- Name: FUNCTION ledger_era_next(p_leaf bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_era_next(p_leaf bigint) FROM PUBLIC;

-- Name: FUNCTION ledger_first_places(p_of uuid[]); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_first_places(p_of uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_first_places(p_of uuid[]) TO ringfence_app;

-- Name: FUNCTION ledger_fund_open(p_id uuid, p_code text, p_at timestamp with time zone); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_fund_open(p_id uuid, p_code text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_fund_open(p_id uuid, p_code text, p_at timestamp with time zone) TO ringfence_app;

-- Name: FUNCTION ledger_held_add(p_leaf bigint, p_account uuid, p_amount_fen bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_held_add(p_leaf bigint, p_account uuid, p_amount_fen bigint) FROM PUBLIC;

-- Name: FUNCTION ledger_hold_end(p_leaf bigint, p_holds uuid[], p_kind text, p_at timestamp with time zone); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_hold_end(p_leaf bigint, p_holds uuid[], p_kind text, p_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION ledger_hold_expire(p_leaf bigint, p_at timestamp with time zone); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_hold_expire(p_leaf bigint, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_hold_expire(p_leaf bigint, p_at timestamp with time zone) TO ringfence_app;

-- Name: FUNCTION ledger_hold_left(p_leaf bigint, p_hold uuid); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_hold_left(p_leaf bigint, p_hold uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_hold_left(p_leaf bigint, p_hold uuid) TO ringfence_app;

-- Name: FUNCTION ledger_hold_place(p_leaf bigint, p_ids uuid[], p_accounts uuid[], p_amounts bigint[], p_expires timestamp with time zone[], p_at timestamp with time zone); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_hold_place(p_leaf bigint, p_ids uuid[], p_accounts uuid[], p_amounts bigint[], p_expires timestamp with time zone[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_hold_place(p_leaf bigint, p_ids uuid[], p_accounts uuid[], p_amounts bigint[], p_expires timestamp with time zone[], p_at timestamp with time zone) TO ringfence_app;

-- Name: FUNCTION ledger_hold_release(p_leaf bigint, p_holds uuid[], p_at timestamp with time zone); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_hold_release(p_leaf bigint, p_holds uuid[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_hold_release(p_leaf bigint, p_holds uuid[], p_at timestamp with time zone) TO ringfence_app;

-- Name: FUNCTION ledger_horizon_raise(p_leaf bigint, p_seen bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_horizon_raise(p_leaf bigint, p_seen bigint) FROM PUBLIC;

-- Name: FUNCTION ledger_is_open_pool(p_leaf bigint, p_account uuid); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_is_open_pool(p_leaf bigint, p_account uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_is_open_pool(p_leaf bigint, p_account uuid) TO ringfence_app;

-- Name: FUNCTION ledger_leaf_open(p_leaf bigint, p_fund uuid, p_at timestamp with time zone); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_leaf_open(p_leaf bigint, p_fund uuid, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_leaf_open(p_leaf bigint, p_fund uuid, p_at timestamp with time zone) TO ringfence_app;

-- Name: FUNCTION ledger_limit_set(p_leaf bigint, p_account uuid, p_floor_fen bigint, p_ceiling_fen bigint, p_accepts text, p_clause text, p_at timestamp with time zone); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_limit_set(p_leaf bigint, p_account uuid, p_floor_fen bigint, p_ceiling_fen bigint, p_accepts text, p_clause text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_limit_set(p_leaf bigint, p_account uuid, p_floor_fen bigint, p_ceiling_fen bigint, p_accepts text, p_clause text, p_at timestamp with time zone) TO ringfence_app;

-- Name: FUNCTION ledger_lock(p_leaf bigint, p_accounts uuid[]); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_lock(p_leaf bigint, p_accounts uuid[]) FROM PUBLIC;

-- Name: TABLE ledger_balance; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_balance TO ringfence_app;

-- Name: FUNCTION ledger_may_move(b public.ledger_balance, p_credit_fen bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_may_move(b public.ledger_balance, p_credit_fen bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_may_move(b public.ledger_balance, p_credit_fen bigint) TO ringfence_app;

-- Name: FUNCTION ledger_place(p_count integer); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_place(p_count integer) FROM PUBLIC;

-- Name: FUNCTION ledger_places(p_of uuid[], p_in uuid[]); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_places(p_of uuid[], p_in uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_places(p_of uuid[], p_in uuid[]) TO ringfence_app;

-- Name: FUNCTION ledger_post(p_leaf bigint, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_post(p_leaf bigint, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_post(p_leaf bigint, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]) TO ringfence_app;

-- Name: FUNCTION ledger_post_examine(p_leaf bigint, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_post_examine(p_leaf bigint, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_post_examine(p_leaf bigint, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]) TO ringfence_app;

-- Name: FUNCTION ledger_post_in_order(p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_post_in_order(p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[]) FROM PUBLIC;

-- Name: FUNCTION ledger_post_single(p_leaf bigint, p_seen bigint, p_first integer, p_id uuid, p_debit uuid, p_credit uuid, p_amount bigint, p_code text, p_at timestamp with time zone, p_link integer, p_source uuid); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_post_single(p_leaf bigint, p_seen bigint, p_first integer, p_id uuid, p_debit uuid, p_credit uuid, p_amount bigint, p_code text, p_at timestamp with time zone, p_link integer, p_source uuid) FROM PUBLIC;

-- Name: FUNCTION ledger_post_together(p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_sources uuid[]); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_post_together(p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_sources uuid[]) FROM PUBLIC;

-- Name: FUNCTION ledger_refuse_change(); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_refuse_change() FROM PUBLIC;

-- Name: TABLE ledger_transfer; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_transfer TO ringfence_app;

-- Name: FUNCTION ledger_row_digest(t public.ledger_transfer); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_row_digest(t public.ledger_transfer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_row_digest(t public.ledger_transfer) TO ringfence_app;

-- Name: FUNCTION ledger_seal_check(p_leaf bigint, p_from bigint, p_to bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_seal_check(p_leaf bigint, p_from bigint, p_to bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_seal_check(p_leaf bigint, p_from bigint, p_to bigint) TO ringfence_app;

-- Name: FUNCTION ledger_seal_next(p_leaf bigint, p_at timestamp with time zone, p_most integer); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_seal_next(p_leaf bigint, p_at timestamp with time zone, p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ledger_seal_next(p_leaf bigint, p_at timestamp with time zone, p_most integer) TO ringfence_app;

-- Name: FUNCTION ledger_seen(p_leaf bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_seen(p_leaf bigint) FROM PUBLIC;

-- Name: FUNCTION ledger_settled(p_leaf bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_settled(p_leaf bigint) FROM PUBLIC;

-- Name: FUNCTION ledger_sums_fold(p_leaf bigint, p_settled bigint); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_sums_fold(p_leaf bigint, p_settled bigint) FROM PUBLIC;

-- Name: FUNCTION ledger_transfer_write(p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[], p_taken boolean[]); Type: ACL; Schema: public; Owner: -

REVOKE ALL ON FUNCTION public.ledger_transfer_write(p_leaf bigint, p_seen bigint, p_first integer, p_ids uuid[], p_debits uuid[], p_credits uuid[], p_amounts bigint[], p_codes text[], p_ats timestamp with time zone[], p_links integer[], p_reverses uuid[], p_holds uuid[], p_sources uuid[], p_taken boolean[]) FROM PUBLIC;

-- Name: TABLE access_apiclient; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_apiclient TO ringfence_app;

-- Name: TABLE access_apikey; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_apikey TO ringfence_app;

-- Name: TABLE access_apinonce; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.access_apinonce TO ringfence_app;

-- Name: TABLE access_area; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_area TO ringfence_app;

-- Name: TABLE access_capacity; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_capacity TO ringfence_app;

-- Name: TABLE access_formerpassword; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_formerpassword TO ringfence_app;

-- Name: SEQUENCE access_formerpassword_id_seq; Type: ACL; Schema: public; Owner: -

GRANT USAGE ON SEQUENCE public.access_formerpassword_id_seq TO ringfence_app;

-- Name: TABLE access_membership; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_membership TO ringfence_app;

-- Name: TABLE access_organisation; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_organisation TO ringfence_app;

-- Name: TABLE access_organisationtype; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_organisationtype TO ringfence_app;

-- Name: TABLE access_role; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_role TO ringfence_app;

-- Name: TABLE access_roletype; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_roletype TO ringfence_app;

-- Name: TABLE access_user; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_user TO ringfence_app;

-- Name: SEQUENCE access_user_id_seq; Type: ACL; Schema: public; Owner: -

GRANT USAGE ON SEQUENCE public.access_user_id_seq TO ringfence_app;

-- Name: TABLE audit_chain; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.audit_chain TO ringfence_app;

-- Name: TABLE auth_group; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.auth_group TO ringfence_app;

-- Name: SEQUENCE auth_group_id_seq; Type: ACL; Schema: public; Owner: -

GRANT USAGE ON SEQUENCE public.auth_group_id_seq TO ringfence_app;

-- Name: TABLE auth_group_permissions; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.auth_group_permissions TO ringfence_app;

-- Name: SEQUENCE auth_group_permissions_id_seq; Type: ACL; Schema: public; Owner: -

GRANT USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO ringfence_app;

-- Name: TABLE auth_permission; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.auth_permission TO ringfence_app;

-- Name: SEQUENCE auth_permission_id_seq; Type: ACL; Schema: public; Owner: -

GRANT USAGE ON SEQUENCE public.auth_permission_id_seq TO ringfence_app;

-- Name: TABLE banking_agencyagreement; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_agencyagreement TO ringfence_app;

-- Name: TABLE banking_bank; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_bank TO ringfence_app;

-- Name: TABLE banking_bankstatement; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_bankstatement TO ringfence_app;

-- Name: TABLE banking_bookedchunk; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_bookedchunk TO ringfence_app;

-- Name: TABLE banking_branch; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_branch TO ringfence_app;

-- Name: TABLE banking_exchangechannel; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_exchangechannel TO ringfence_app;

-- Name: TABLE banking_exchangefile; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_exchangefile TO ringfence_app;

-- Name: TABLE banking_fundingnotice; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_fundingnotice TO ringfence_app;

-- Name: TABLE banking_itemresult; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_itemresult TO ringfence_app;

-- Name: TABLE banking_outcometally; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_outcometally TO ringfence_app;

-- Name: SEQUENCE banking_outcometally_id_seq; Type: ACL; Schema: public; Owner: -

GRANT USAGE ON SEQUENCE public.banking_outcometally_id_seq TO ringfence_app;

-- Name: TABLE banking_ownaccount; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_ownaccount TO ringfence_app;

-- Name: TABLE banking_reconciliation; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_reconciliation TO ringfence_app;

-- Name: TABLE banking_reconciliationbreak; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_reconciliationbreak TO ringfence_app;

-- Name: TABLE banking_run; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_run TO ringfence_app;

-- Name: TABLE banking_runitem; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_runitem TO ringfence_app;

-- Name: TABLE banking_runstep; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_runstep TO ringfence_app;

-- Name: TABLE banking_statemententry; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.banking_statemententry TO ringfence_app;

-- Name: TABLE card_card; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.card_card TO ringfence_app;

-- Name: TABLE card_cardchange; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.card_cardchange TO ringfence_app;

-- Name: TABLE card_correctionline; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.card_correctionline TO ringfence_app;

-- Name: TABLE card_correctionlist; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.card_correctionlist TO ringfence_app;

-- Name: TABLE card_person; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.card_person TO ringfence_app;

-- Name: TABLE card_programme; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.card_programme TO ringfence_app;

-- Name: TABLE card_roster; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.card_roster TO ringfence_app;

-- Name: TABLE card_rosterexception; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.card_rosterexception TO ringfence_app;

-- Name: TABLE crypto_key; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.crypto_key TO ringfence_app;

-- Name: TABLE crypto_keyrecord; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.crypto_keyrecord TO ringfence_app;

-- Name: SEQUENCE crypto_keyrecord_id_seq; Type: ACL; Schema: public; Owner: -

GRANT USAGE ON SEQUENCE public.crypto_keyrecord_id_seq TO ringfence_app;

-- Name: TABLE desk_approval; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_approval TO ringfence_app;

-- Name: TABLE desk_approvaldecision; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_approvaldecision TO ringfence_app;

-- Name: TABLE desk_attachment; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_attachment TO ringfence_app;

-- Name: TABLE desk_case; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_case TO ringfence_app;

-- Name: TABLE desk_caselink; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_caselink TO ringfence_app;

-- Name: TABLE desk_casemove; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_casemove TO ringfence_app;

-- Name: TABLE desk_casenote; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_casenote TO ringfence_app;

-- Name: TABLE desk_delegation; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_delegation TO ringfence_app;

-- Name: TABLE desk_duty; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_duty TO ringfence_app;

-- Name: TABLE desk_dutyescalation; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_dutyescalation TO ringfence_app;

-- Name: TABLE desk_notice; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_notice TO ringfence_app;

-- Name: TABLE django_content_type; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.django_content_type TO ringfence_app;

-- Name: SEQUENCE django_content_type_id_seq; Type: ACL; Schema: public; Owner: -

GRANT USAGE ON SEQUENCE public.django_content_type_id_seq TO ringfence_app;

-- Name: TABLE django_migrations; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.django_migrations TO ringfence_app;

-- Name: SEQUENCE django_migrations_id_seq; Type: ACL; Schema: public; Owner: -

GRANT USAGE ON SEQUENCE public.django_migrations_id_seq TO ringfence_app;

-- Name: TABLE django_session; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.django_session TO ringfence_app;

-- Name: TABLE ledger_account; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_account TO ringfence_app;

-- Name: TABLE ledger_account_sum; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_account_sum TO ringfence_app;

-- Name: TABLE ledger_checkpoint; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_checkpoint TO ringfence_app;

-- Name: TABLE ledger_day_sum; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_day_sum TO ringfence_app;

-- Name: TABLE ledger_entry; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_entry TO ringfence_app;

-- Name: TABLE ledger_fund; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_fund TO ringfence_app;

-- Name: TABLE ledger_hold; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_hold TO ringfence_app;

-- Name: TABLE ledger_hold_event; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_hold_event TO ringfence_app;

-- Name: TABLE ledger_leaf; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_leaf TO ringfence_app;

-- Name: TABLE ledger_limit; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_limit TO ringfence_app;

-- Name: TABLE ledger_pool; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_pool TO ringfence_app;

-- Name: TABLE ledger_seal; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_seal TO ringfence_app;

-- Name: TABLE ledger_standing; Type: ACL; Schema: public; Owner: -

GRANT SELECT ON TABLE public.ledger_standing TO ringfence_app;

-- Name: TABLE mobility_clearingbreak; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.mobility_clearingbreak TO ringfence_app;

-- Name: TABLE mobility_clearingday; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.mobility_clearingday TO ringfence_app;

-- Name: TABLE mobility_dedicatedaccount; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.mobility_dedicatedaccount TO ringfence_app;

-- Name: TABLE mobility_operator; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.mobility_operator TO ringfence_app;

-- Name: TABLE mobility_payee; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.mobility_payee TO ringfence_app;

-- Name: TABLE mobility_payout; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.mobility_payout TO ringfence_app;

-- Name: TABLE mobility_reservewarning; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.mobility_reservewarning TO ringfence_app;

-- Name: TABLE mobility_rider; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.mobility_rider TO ringfence_app;

-- Name: TABLE mobility_vehiclecost; Type: ACL; Schema: public; Owner: -

GRANT SELECT,INSERT,UPDATE ON TABLE public.mobility_vehiclecost TO ringfence_app;
