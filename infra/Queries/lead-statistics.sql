-- Each lead over all recordings of a dataset: range, mean and spread of its values, and the percentage of good recordings.
--
-- For one dataset, add WHERE dataset = 'NAME' before GROUP BY. For the whole lake, remove "dataset" from SELECT, GROUP BY and
-- ORDER BY.
--
-- Runs unchanged in Athena (Trino) and DuckDB: the aggregates and FILTER are standard SQL and documented by both; counts
-- are divided as doubles (1e2), because integer division rounds down in Athena; columns named like an aggregate are quoted.
SELECT
    dataset,
    column_name,
    unit,
    COUNT(*) AS recordings,
    MIN("min") AS lowest,
    MAX("max") AS highest,
    AVG("mean") AS mean_value,
    AVG("stddev") AS mean_stddev,
    SUM(missing) AS missing_samples,
    AVG(flat_fraction) AS mean_flat,
    AVG(clipped_fraction) AS mean_clipped,
    COUNT(*) FILTER (WHERE quality = 'good') * 1e2 / COUNT(*) AS good_percent
FROM leads
GROUP BY dataset, column_name, unit
ORDER BY dataset, recordings DESC, column_name, unit
