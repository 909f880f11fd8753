using static Ecg.Lake.Schema.ColumnOf<Ecg.Lake.Schema.RejectedRecording>;

namespace Ecg.Lake.Schema;

/// <summary>The table <c>rejected</c>: a row for each recording that could not be converted.</summary>
internal static class RejectedTable
{
    /// <summary>The table's columns and their values.</summary>
    public static RowTable<RejectedRecording> Schema { get; } = new(
        PipelineContract.RejectedTable,
        Text("source_uri", row => row.Source.Uri),
        Text("source_etag", row => row.Source.ETag),
        Text("reason", row => row.Rejection.Reason.Code()),
        Text("detail", row => row.Rejection.Message));
}
