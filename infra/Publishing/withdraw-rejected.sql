-- Deletes the batch's recordings from rejected.
MERGE INTO {lake}.rejected AS t
USING ({pending}) AS p
ON t.dataset = p.dataset AND t.record_id = p.record_id
WHEN MATCHED THEN DELETE
