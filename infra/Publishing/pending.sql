-- The recordings that the batch changes: all except those whose conversion or rejection is already in the tables.
--
-- So a repeated message, or a run that died after its last statement, does not hide a row from readers.
SELECT b.dataset, b.record_id, b.conversion_id
FROM {batch}.recordings AS b
LEFT JOIN {lake}.records AS r ON r.dataset = b.dataset AND r.record_id = b.record_id AND r.conversion_id = b.conversion_id
LEFT JOIN {lake}.rejected AS x ON x.dataset = b.dataset AND x.record_id = b.record_id AND x.conversion_id = b.conversion_id
WHERE r.record_id IS NULL AND x.record_id IS NULL
