-- The rhythms of each recording as its annotation file has them: how often each begins, and for how many seconds it lasts.
--
-- For one recording add AND record_id = 'NAME' before GROUP BY.
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
