namespace Ecg.Cli.Querying.Indexing;

/// <summary>What an index knows of a file.</summary>
/// <param name="File">The file as it was when it was read.</param>
/// <param name="Layout">Its columns.</param>
/// <param name="Rows">The number of its rows; 0 where the index does not have them.</param>
/// <param name="Lowest">No record_id in it comes before this; <see langword="null"/> where that is unknown.</param>
/// <param name="Highest">No record_id in it comes after this; <see langword="null"/> where that is unknown.</param>
internal sealed record IndexEntry(TableFile File, TableLayout Layout, int Rows, string? Lowest, string? Highest)
{
    /// <summary>Whether a row of the file may be of the recording.</summary>
    public bool MayHave(string recordId) =>
        Lowest is null || Highest is null || !Layout.Has(TableIndex.RecordIdColumn, "VARCHAR")
        || (TableListing.CompareBytes(Lowest, recordId) <= 0 && TableListing.CompareBytes(recordId, Highest) <= 0);
}
