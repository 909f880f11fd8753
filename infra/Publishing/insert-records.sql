-- Adds the batch's recordings to records. Runs last, because a row in records marks a recording as complete.
--
-- The converter deletes a recording's object in records before it changes any other object of it. So if the object still
-- exists, all rows that were read before belong to the same conversion.
INSERT INTO {lake}.records (
    dataset, record_id, conversion_id, {declared}
)
SELECT
    p.dataset, p.record_id, p.conversion_id, {s.declared}
FROM {batch}.records AS s
JOIN ({pending}) AS p ON p.record_id = s.record_id AND p.conversion_id = s.conversion_id
