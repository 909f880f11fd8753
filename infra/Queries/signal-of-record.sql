-- The signal of one recording, instant by instant: the time in seconds and each lead in mV, or in the lead's own unit.
--
-- As it stands it takes the first recording. For another one put its names in place of the two patterns; a lead that the
-- recording lacks is NULL. In a large lake also add WHERE s.dataset = 'NAME' AND s.record_id = 'NAME' before ORDER BY, so that
-- one recording is read instead of all.
--
-- Runs unchanged in Athena (Trino) and DuckDB: standard joins, LIKE and LIMIT; 1e6 is a double in both, so that the
-- division is no integer division in either; names that are words of SQL elsewhere are quoted.
WITH chosen AS (
    SELECT dataset, record_id
    FROM records
    WHERE dataset LIKE '%' AND record_id LIKE '%'
    ORDER BY dataset, record_id
    LIMIT 1
)
SELECT s.time_us / 1e6 AS time_s, s.*
FROM samples AS s
JOIN chosen AS c ON c.dataset = s.dataset AND c.record_id = s.record_id
ORDER BY s."sample"
