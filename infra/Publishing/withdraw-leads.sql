-- Deletes the leads of the batch's recordings. Runs after the other deletions, so that the next run finds what an interrupted one left.
MERGE INTO {lake}.leads AS t
USING ({pending}) AS p
ON t.dataset = p.dataset AND t.record_id = p.record_id
WHEN MATCHED THEN DELETE
