-- Adds the leads of the batch's recordings. Runs before the other inserts, so that the next run finds what an interrupted one began.
INSERT INTO {lake}.leads (
    dataset, record_id, conversion_id, {declared}
)
SELECT
    p.dataset, p.record_id, p.conversion_id, {s.declared}
FROM {batch}.leads AS s
JOIN ({pending}) AS p ON p.record_id = s.record_id AND p.conversion_id = s.conversion_id
