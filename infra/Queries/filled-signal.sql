-- One lead of one recording with its gaps filled: a missing sample takes the value of the last one before it.
--
-- As it stands it takes lead II of the first recording that has it. For another lead put its column_name (see the table
-- leads) in place of ii, everywhere; for another recording put its names in place of the two patterns. What is
-- missing before the lead's first sample stays NULL. A filled gap is a flat line that nobody recorded: leave it out of
-- measures of rhythm and shape. Where no recording of the lake has the lead, the column is missing and the query fails.
--
-- Runs unchanged in Athena (Trino) and DuckDB: the two write IGNORE NULLS in different places, so the samples that are there
-- are counted, which standard window functions do, and each value stands for the rows of its count; 1e6 is a double in both.
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
