-- A call is used up if its key holds, its client and organisation are open, and its nonce is new:
-- one row with the client where the key holds, and whether the nonce was new. Nobody waits for the
-- disk: whatever a call changes commits later and takes the nonce along, and a call whose nonce a
-- crash loses has changed nothing.
WITH called AS (
    SELECT c.code, c.scopes, c.calls_per_minute, o.code AS organisation, o.area_code
    FROM access_apikey AS k
    JOIN access_apiclient AS c ON c.code = k.client_code
    JOIN access_organisation AS o ON o.code = c.organisation_code
    WHERE k.key_id = %(key_id)s AND k.valid_from_at <= %(at)s AND k.valid_until_at > %(at)s
        AND (c.closed_at IS NULL OR c.closed_at > %(at)s)
        AND (o.closed_on IS NULL OR o.closed_on > %(on)s)
), taken AS (
    INSERT INTO access_apinonce (client_code, nonce, key_id, at)
    SELECT code, %(nonce)s, %(key_id)s, %(at)s FROM called
    ON CONFLICT DO NOTHING
    RETURNING true
)
SELECT code, scopes, calls_per_minute, organisation, area_code, EXISTS (SELECT FROM taken) AS is_new
FROM called, set_config('synchronous_commit', 'off', true);
