-- Adds the annotations of the batch's recordings.
INSERT INTO {lake}.annotations (
    dataset, record_id, conversion_id,
    "source", "kind", "symbol", "lead", "start_sample", "end_sample", "time_us", "duration_us", "rr_ms", "note"
)
SELECT
    p.dataset, p.record_id, p.conversion_id,
    s."source", s."kind", s."symbol", s."lead", s."start_sample", s."end_sample", s."time_us", s."duration_us", s."rr_ms",
    s."note"
FROM {batch}.annotations AS s
JOIN ({pending}) AS p ON p.record_id = s.record_id AND p.conversion_id = s.conversion_id
