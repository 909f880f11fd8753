-- The recordings by quality, worst first, with their issues and the number of leads of each quality.
--
-- The issues come right after the quality, so that a narrow screen shows them. To see only recordings that need attention, add
-- WHERE r.quality <> 'good' before GROUP BY.
--
-- Runs unchanged in Athena (Trino) and DuckDB: COUNT with FILTER, CASE and the aggregates are standard SQL and documented
-- by both; no integer is divided; NULLS FIRST and LAST do not matter, because no sort key is NULL.
SELECT
    r.dataset,
    r.record_id,
    r.quality,
    r.issues,
    COUNT(*) FILTER (WHERE l.quality = 'bad') AS bad_leads,
    COUNT(*) FILTER (WHERE l.quality = 'suspect') AS suspect_leads,
    COUNT(*) FILTER (WHERE l.quality = 'good') AS good_leads,
    SUM(l.missing) AS missing_samples,
    MAX(l.flat_fraction) AS most_flat,
    MAX(l.clipped_fraction) AS most_clipped,
    r.duration_s
FROM records AS r
LEFT JOIN leads AS l ON l.dataset = r.dataset AND l.record_id = r.record_id
GROUP BY r.dataset, r.record_id, r.quality, r.duration_s, r.issues
ORDER BY
    CASE r.quality WHEN 'bad' THEN 1 WHEN 'suspect' THEN 2 ELSE 3 END,
    r.dataset,
    r.record_id
