-- Adds the samples of the batch's recordings: the columns common to all recordings, and those of the batch's leads.
INSERT INTO {lake}.samples (
    dataset, record_id, conversion_id, {declared}{columns}
)
SELECT
    p.dataset, p.record_id, p.conversion_id, {s.declared}{values}
FROM {batch}.samples AS s
JOIN ({pending}) AS p ON p.record_id = s.record_id AND p.conversion_id = s.conversion_id
