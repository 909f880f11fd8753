namespace Ecg.Cli.Querying.Indexing;

/// <summary>A file of a table as the file system lists it.</summary>
/// <param name="Path">The path below the table's folder, its parts separated by <c>/</c>.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Written">When it was last written, in ticks of universal time.</param>
internal readonly record struct TableFile(string Path, long Length, long Written)
{
    /// <summary>The value in the name of the folder that the file is in, as it is escaped there.</summary>
    public string Partition => Path[(PipelineContract.PartitionColumn.Length + 1)..Path.IndexOf('/', StringComparison.Ordinal)];
}
