-- Adds what was rejected.
INSERT INTO {lake}.rejected (
    dataset, record_id, conversion_id,
    "source_uri", "source_etag", "reason", "detail"
)
SELECT
    p.dataset, p.record_id, p.conversion_id,
    s."source_uri", s."source_etag", s."reason", s."detail"
FROM {batch}.rejected AS s
JOIN ({pending}) AS p ON p.record_id = s.record_id AND p.conversion_id = s.conversion_id
