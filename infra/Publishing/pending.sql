-- What the batch changes: its recordings without those whose conversion, or rejection, is in the tables already.
--
-- A message may come twice, and a run may die behind its last statement: neither takes a row away from its readers.
SELECT b.dataset, b.record_id, b.conversion_id
FROM {batch}.recordings AS b
LEFT JOIN {lake}.records AS r ON r.dataset = b.dataset AND r.record_id = b.record_id AND r.conversion_id = b.conversion_id
LEFT JOIN {lake}.rejected AS x ON x.dataset = b.dataset AND x.record_id = b.record_id AND x.conversion_id = b.conversion_id
WHERE r.record_id IS NULL AND x.record_id IS NULL
