-- Takes the leads of the batch's recordings away. Last of all: they tell the next run what this one has left.
MERGE INTO {lake}.leads AS t
USING ({pending}) AS p
ON t.dataset = p.dataset AND t.record_id = p.record_id
WHEN MATCHED THEN DELETE
