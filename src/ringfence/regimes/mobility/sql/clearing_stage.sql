-- The operator's lines, the bank's opening balances and its entries (positive in, negative out).
-- A second matching within one transaction begins anew.
DROP TABLE IF EXISTS pg_temp.custody_line, pg_temp.custody_opening, pg_temp.custody_entry;
CREATE TEMP TABLE custody_line (
    line integer NOT NULL,
    rider text NOT NULL,
    deposit_in_fen bigint NOT NULL,
    deposit_refund_fen bigint NOT NULL,
    top_up_fen bigint NOT NULL,
    ride_fen bigint NOT NULL,
    refund_fen bigint NOT NULL,
    deposit_closing_fen bigint NOT NULL,
    prepaid_closing_fen bigint NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE custody_opening (
    leaf_id bigint PRIMARY KEY,
    opening_fen bigint NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE custody_entry (
    leaf_id bigint NOT NULL,
    amount_fen bigint NOT NULL,
    key uuid,
    reference text NOT NULL
) ON COMMIT DROP;
