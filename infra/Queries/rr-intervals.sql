-- The tachogram of one recording: each beat with its time in seconds, its RR interval in ms and the resulting heart rate.
--
-- As written, it shows the first recording with beats. For another one, replace the two patterns with its dataset and record_id;
-- for the beats of an annotation file, replace ecg-pipeline with its extension, such as atr. The first beat and the first beat
-- after a gap have no RR interval.
--
-- Runs unchanged in Athena (Trino) and DuckDB: standard joins, LIKE and LIMIT; 1e6 and 6e4 are doubles in both.
WITH chosen AS (
    SELECT dataset, record_id
    FROM records
    WHERE beats > 0 AND dataset LIKE '%' AND record_id LIKE '%'
    ORDER BY dataset, record_id
    LIMIT 1
)
SELECT
    a.dataset,
    a.record_id,
    a.start_sample,
    a.time_us / 1e6 AS time_s,
    a.rr_ms,
    6e4 / a.rr_ms AS rate_bpm
FROM annotations AS a
JOIN chosen AS c ON c.dataset = a.dataset AND c.record_id = a.record_id
WHERE a.kind = 'beat' AND a.source = 'ecg-pipeline'
ORDER BY a.dataset, a.record_id, a.start_sample
