-- The heart rate of each recording and its variability, fastest first.
--
-- heart_rate_bpm is over all RR intervals. SDNN and RMSSD are over NN intervals, those between normal beats (Task Force of the
-- ESC and the NASPE, 1996). Recordings without beat detection are left out: no lead is an ECG, the sampling rate is unknown, or
-- the recording is shorter than 2 s. Check the quality before you rely on a rate.
--
-- Runs unchanged in Athena (Trino) and DuckDB: plain columns, WHERE and ORDER BY with NULLS LAST.
SELECT
    dataset,
    record_id,
    heart_rate_bpm,
    beats,
    rr_mean_ms,
    rr_sdnn_ms,
    rr_rmssd_ms,
    quality,
    duration_s
FROM records
WHERE beats IS NOT NULL
ORDER BY heart_rate_bpm DESC NULLS LAST, dataset, record_id
