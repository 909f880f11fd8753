namespace Ecg.Cli.Querying.Indexing;

/// <summary>What was read of some files of a table that follow one another.</summary>
/// <param name="Entries">What an index knows of each; those that have gone meanwhile are left out.</param>
/// <param name="Rows">The rows of them all, one file after another; none where an index has no rows.</param>
internal sealed record FilesRead(IReadOnlyList<IndexEntry> Entries, TableRows Rows);
