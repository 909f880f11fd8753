-- Deletes the samples of the batch's recordings.
MERGE INTO {lake}.samples AS t
USING ({pending}) AS p
ON t.dataset = p.dataset AND t.record_id = p.record_id
WHEN MATCHED THEN DELETE
