-- One lead of one recording with its gaps filled: each missing sample gets the last value before it.
--
-- As written, it shows lead II of the first recording that has it. For another lead, replace ii everywhere with its
-- column_name from the table leads; for another recording, replace the two patterns with its dataset and record_id. Samples
-- missing before the lead's first value stay NULL. A filled gap is a flat line that was not recorded: exclude it from
-- measures of rhythm and shape. If no recording in the lake has the lead, the column does not exist and the query fails.
--
-- Runs unchanged in Athena (Trino) and DuckDB: the two write IGNORE NULLS in different places, so a standard window function
-- counts the samples that are present, and each value fills the rows with its count; 1e6 is a double in both.
WITH chosen AS (
    SELECT dataset, record_id
    FROM leads
    WHERE column_name = 'ii' AND dataset LIKE '%' AND record_id LIKE '%'
    ORDER BY dataset, record_id
    LIMIT 1
),
counted AS (
    SELECT
        s.dataset,
        s.record_id,
        s."sample",
        s.time_us,
        s.ii AS ii,
        COUNT(s.ii) OVER (PARTITION BY s.dataset, s.record_id ORDER BY s."sample" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS samples_so_far
    FROM samples AS s
    JOIN chosen AS c ON c.dataset = s.dataset AND c.record_id = s.record_id
)
SELECT
    dataset,
    record_id,
    "sample",
    time_us / 1e6 AS time_s,
    ii,
    MAX(ii) OVER (PARTITION BY dataset, record_id, samples_so_far) AS ii_filled
FROM counted
ORDER BY dataset, record_id, "sample"
