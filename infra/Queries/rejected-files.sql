-- The files that could not be converted, with the reason, the number of files with the same reason, and the details.
--
-- A file is converted again when it is uploaded again. For one reason, add AND reason = 'corrupt-file' before ORDER BY.
-- Segments of a record are left out: nothing is wrong with them, and the record has their samples.
--
-- Runs unchanged in Athena (Trino) and DuckDB: it uses one standard window function, which both document.
SELECT
    reason,
    COUNT(*) OVER (PARTITION BY reason) AS files_with_reason,
    dataset,
    record_id,
    detail,
    source_uri
FROM rejected
WHERE reason <> 'segment'
ORDER BY files_with_reason DESC, reason, dataset, record_id
