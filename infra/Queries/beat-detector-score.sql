-- Compares two sources of beats by recording: sensitivity and positive predictivity in percent.
--
-- As written, it tests ecg-pipeline against the reference annotations of atr; to compare other sources, replace these names. Two
-- beats match if each is the other's nearest within 150 ms, one to one, as in ANSI/AAMI EC57. Beats in an episode of
-- ventricular flutter or fibrillation, from [ to ] in the reference, are not counted.
--
-- Runs unchanged in Athena (Trino) and DuckDB: window functions, ROW_NUMBER and NOT EXISTS are standard SQL; counts are
-- divided as doubles (1e2).
WITH beats AS (
    SELECT b.dataset, b.record_id, b.source, b.start_sample, b.time_us
    FROM annotations AS b
    WHERE b.kind = 'beat' AND b.source IN ('atr', 'ecg-pipeline') AND b.time_us IS NOT NULL
        AND NOT EXISTS (
            SELECT 1
            FROM annotations AS f
            WHERE f.dataset = b.dataset AND f.record_id = b.record_id AND f.source = 'atr' AND f.symbol = '['
                AND b.start_sample >= f.start_sample AND b.start_sample < f.end_sample
        )
),
pairs AS (
    SELECT
        r.dataset,
        r.record_id,
        ROW_NUMBER() OVER (PARTITION BY r.dataset, r.record_id, r.start_sample ORDER BY ABS(t.time_us - r.time_us), t.time_us) AS nearest_of_reference,
        ROW_NUMBER() OVER (PARTITION BY t.dataset, t.record_id, t.start_sample ORDER BY ABS(t.time_us - r.time_us), r.time_us) AS nearest_of_test
    FROM beats AS r
    JOIN beats AS t ON t.dataset = r.dataset AND t.record_id = r.record_id AND t.time_us BETWEEN r.time_us - 150000 AND r.time_us + 150000
    WHERE r.source = 'atr' AND t.source = 'ecg-pipeline'
),
found AS (
    SELECT dataset, record_id, COUNT(*) AS matched
    FROM pairs
    WHERE nearest_of_reference = 1 AND nearest_of_test = 1
    GROUP BY dataset, record_id
),
counted AS (
    SELECT
        dataset,
        record_id,
        COUNT(*) FILTER (WHERE source = 'atr') AS reference_beats,
        COUNT(*) FILTER (WHERE source = 'ecg-pipeline') AS test_beats
    FROM beats
    GROUP BY dataset, record_id
)
SELECT
    c.dataset,
    c.record_id,
    c.reference_beats,
    COALESCE(f.matched, 0) AS true_positives,
    c.reference_beats - COALESCE(f.matched, 0) AS false_negatives,
    c.test_beats - COALESCE(f.matched, 0) AS false_positives,
    COALESCE(f.matched, 0) * 1e2 / c.reference_beats AS sensitivity_percent,
    COALESCE(f.matched, 0) * 1e2 / NULLIF(c.test_beats, 0) AS positive_predictivity_percent
FROM counted AS c
LEFT JOIN found AS f ON f.dataset = c.dataset AND f.record_id = c.record_id
WHERE c.reference_beats > 0
ORDER BY c.dataset, c.record_id
