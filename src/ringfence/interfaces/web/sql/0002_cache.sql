-- What web processes must agree on for minutes: guesses of second factors, and codes used up. In the
-- form of Django's cache in a database.
CREATE TABLE web_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX web_cache_expires ON web_cache (expires);
GRANT SELECT, INSERT, UPDATE, DELETE ON web_cache TO ringfence_app;
