-- The number of recordings with each diagnosis, the patients' sex and mean age, and the hours of signal.
--
-- A recording counts once for each of its diagnoses, which are codes or words from the source, such as SNOMED CT codes. For one
-- dataset, add WHERE r.dataset = 'NAME' before GROUP BY. For the recordings themselves, select r.record_id instead of counting.
--
-- Runs unchanged in Athena (Trino) and DuckDB: both document SPLIT, which turns a string into an array, and both accept
-- CROSS JOIN UNNEST with a column alias; COALESCE gives an array of one empty string where there is no diagnosis, because the
-- two might treat NULL differently; 3600e0 is a double in both; both document ROUND with a number of digits.
SELECT
    COALESCE(NULLIF(TRIM(d.diagnosis), ''), '(none stated)') AS diagnosis,
    COUNT(*) AS recordings,
    COUNT(DISTINCT r.dataset) AS datasets,
    COUNT(*) FILTER (WHERE LOWER(r.sex) IN ('female', 'f')) AS female,
    COUNT(*) FILTER (WHERE LOWER(r.sex) IN ('male', 'm')) AS male,
    ROUND(AVG(r.age), 1) AS mean_age,
    ROUND(SUM(r.duration_s) / 3600e0, 3) AS hours
FROM records AS r
CROSS JOIN UNNEST(SPLIT(COALESCE(r.diagnoses, ''), ',')) AS d (diagnosis)
GROUP BY 1
ORDER BY recordings DESC, diagnosis
