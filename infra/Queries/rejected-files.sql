-- The files that could not be converted, with the reason, how many files share it, and what is wrong.
--
-- Such a file is tried again when it is uploaded again. For one reason add WHERE reason = 'corrupt-file' before ORDER BY.
--
-- Runs unchanged in Athena (Trino) and DuckDB: a window function of standard SQL that both document, and no function else.
SELECT
    reason,
    COUNT(*) OVER (PARTITION BY reason) AS files_with_reason,
    dataset,
    record_id,
    detail,
    source_uri
FROM rejected
ORDER BY files_with_reason DESC, reason, dataset, record_id
