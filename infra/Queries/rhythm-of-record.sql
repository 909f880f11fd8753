-- The rhythms of each recording from its annotation file: the number of episodes of each, and their total length in seconds.
--
-- For one recording, add AND record_id = 'NAME' before GROUP BY.
--
-- Runs unchanged in Athena (Trino) and DuckDB: the aggregates are standard SQL; 1e6 is a double in both.
SELECT
    dataset,
    record_id,
    source,
    note AS rhythm,
    COUNT(*) AS episodes,
    SUM(duration_us) / 1e6 AS seconds
FROM annotations
WHERE kind = 'rhythm'
GROUP BY dataset, record_id, source, note
ORDER BY dataset, record_id, seconds DESC NULLS LAST, rhythm
