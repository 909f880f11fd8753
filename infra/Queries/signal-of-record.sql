-- The signal of one recording, one row per instant: the time in seconds and each lead in mV or its own unit.
--
-- As written, it shows the first recording. For another one, replace the two patterns with its dataset and record_id. Leads that
-- the recording does not have are NULL. In a large lake, also add WHERE s.dataset = 'NAME' AND s.record_id = 'NAME' before
-- ORDER BY, so that only this recording is read.
--
-- Runs unchanged in Athena (Trino) and DuckDB: standard joins, LIKE and LIMIT; 1e6 is a double in both, so neither
-- does an integer division; names that are SQL keywords elsewhere are quoted.
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
