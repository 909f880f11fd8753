-- Adds the batch's rejections.
INSERT INTO {lake}.rejected (
    dataset, record_id, conversion_id, {declared}
)
SELECT
    p.dataset, p.record_id, p.conversion_id, {s.declared}
FROM {batch}.rejected AS s
JOIN ({pending}) AS p ON p.record_id = s.record_id AND p.conversion_id = s.conversion_id
