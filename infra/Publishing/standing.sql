-- How many rows of older conversions, or of a run that died, the batch has to take away first.
--
-- A recording has rows in leads from the first statement that adds it to the last one that takes it away, so that leads
-- and rejected tell of all that may be in the other tables.
SELECT COUNT(*) AS standing
FROM (
    SELECT l.dataset, l.record_id FROM {lake}.leads AS l
    UNION ALL
    SELECT x.dataset, x.record_id FROM {lake}.rejected AS x
) AS w
JOIN ({pending}) AS p ON p.dataset = w.dataset AND p.record_id = w.record_id
