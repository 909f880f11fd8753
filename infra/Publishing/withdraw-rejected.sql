-- Takes the recordings of the batch out of rejected.
MERGE INTO {lake}.rejected AS t
USING ({pending}) AS p
ON t.dataset = p.dataset AND t.record_id = p.record_id
WHEN MATCHED THEN DELETE
