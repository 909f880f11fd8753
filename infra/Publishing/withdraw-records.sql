-- Deletes the batch's recordings from records. Runs first, because a recording without a row there counts as absent.
MERGE INTO {lake}.records AS t
USING ({pending}) AS p
ON t.dataset = p.dataset AND t.record_id = p.record_id
WHEN MATCHED THEN DELETE
