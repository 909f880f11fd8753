-- Takes the recordings of the batch out of records. First of all: without a row there, a recording is not in the lake.
MERGE INTO {lake}.records AS t
USING ({pending}) AS p
ON t.dataset = p.dataset AND t.record_id = p.record_id
WHEN MATCHED THEN DELETE
