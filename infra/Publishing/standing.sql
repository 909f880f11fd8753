-- The number of rows of older conversions, or of an interrupted run, that must be deleted first.
--
-- A recording has rows in leads from the first statement that inserts it to the last one that deletes it, so leads and
-- rejected show whether the other tables may contain rows of it.
SELECT COUNT(*) AS standing
FROM (
    SELECT l.dataset, l.record_id FROM {lake}.leads AS l
    UNION ALL
    SELECT x.dataset, x.record_id FROM {lake}.rejected AS x
) AS w
JOIN ({pending}) AS p ON p.dataset = w.dataset AND p.record_id = w.record_id
