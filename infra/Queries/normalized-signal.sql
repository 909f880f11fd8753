-- One lead of one recording, min-max normalised: the lowest value of the lead becomes 0 and the highest 1.
--
-- As written, it shows lead II of the first recording that has it. For another lead, replace ii in all four places with its
-- column_name from the table leads; for another recording, replace the two patterns with its dataset and record_id; for all
-- recordings, remove LIMIT 1. The values of a constant lead are NULL. If no recording in the lake has the lead, the column
-- does not exist and the query fails.
--
-- Runs unchanged in Athena (Trino) and DuckDB: standard joins, LIKE, LIMIT and NULLIF; the lead is a 32-bit float and its
-- minimum a double, so that both compute in double; 1e6 is a double in both; names that
-- are SQL keywords elsewhere are quoted.
WITH chosen AS (
    SELECT dataset, record_id, "min" AS lowest, "max" AS highest
    FROM leads
    WHERE column_name = 'ii' AND dataset LIKE '%' AND record_id LIKE '%'
    ORDER BY dataset, record_id
    LIMIT 1
)
SELECT
    s.dataset,
    s.record_id,
    s."sample",
    s.time_us / 1e6 AS time_s,
    s.ii AS ii,
    (s.ii - c.lowest) / NULLIF(c.highest - c.lowest, 0) AS ii_norm
FROM samples AS s
JOIN chosen AS c ON c.dataset = s.dataset AND c.record_id = s.record_id
ORDER BY s.dataset, s.record_id, s."sample"
