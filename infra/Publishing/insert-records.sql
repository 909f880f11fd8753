-- Adds the batch's recordings to records. Last of all: from now on they are in the lake.
--
-- The converter takes this object away before it touches another one of the recording. So where it is still there, the
-- rows that were read before were all of the same conversion.
INSERT INTO {lake}.records (
    dataset, record_id, conversion_id, {declared}
)
SELECT
    p.dataset, p.record_id, p.conversion_id, {s.declared}
FROM {batch}.records AS s
JOIN ({pending}) AS p ON p.record_id = s.record_id AND p.conversion_id = s.conversion_id
