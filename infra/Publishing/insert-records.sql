-- Adds the batch's recordings to records. Last of all: from now on they are in the lake.
--
-- The converter takes this object away before it touches another one of the recording. So where it is still there, the
-- rows that were read before were all of the same conversion.
INSERT INTO {lake}.records (
    dataset, record_id, conversion_id,
    "source_uri", "source_etag", "source_bytes", "format", "sampling_rate_hz", "samples", "duration_s", "lead_count",
    "leads", "recorded_at", "age", "sex", "diagnoses", "comments", "heart_rate_bpm", "rr_mean_ms", "rr_sdnn_ms",
    "rr_rmssd_ms", "beats", "quality", "issues", "converter_version"
)
SELECT
    p.dataset, p.record_id, p.conversion_id,
    s."source_uri", s."source_etag", s."source_bytes", s."format", s."sampling_rate_hz", s."samples", s."duration_s",
    s."lead_count", s."leads", s."recorded_at", s."age", s."sex", s."diagnoses", s."comments", s."heart_rate_bpm",
    s."rr_mean_ms", s."rr_sdnn_ms", s."rr_rmssd_ms", s."beats", s."quality", s."issues", s."converter_version"
FROM {batch}.records AS s
JOIN ({pending}) AS p ON p.record_id = s.record_id AND p.conversion_id = s.conversion_id
