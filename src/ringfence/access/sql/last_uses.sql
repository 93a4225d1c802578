-- When each key was last used, as far as calls are still known.
UPDATE access_apikey AS k SET last_used_at = n.at
FROM (SELECT key_id, max(at) AS at FROM access_apinonce GROUP BY key_id) AS n
WHERE k.key_id = n.key_id AND (k.last_used_at IS NULL OR k.last_used_at < n.at);
