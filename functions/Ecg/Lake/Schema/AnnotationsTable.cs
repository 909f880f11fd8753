using static Ecg.Lake.Schema.ColumnOf<Ecg.Lake.Schema.PlacedAnnotation>;

namespace Ecg.Lake.Schema;

/// <summary>The table <c>annotations</c>: a row for each finding in a recording.</summary>
internal static class AnnotationsTable
{
    /// <summary>The table's columns and their values.</summary>
    public static RowTable<PlacedAnnotation> Schema { get; } = new(
        PipelineContract.AnnotationsTable,
        Text("source", row => row.Annotation.Source),
        Text("kind", row => row.Annotation.Kind),
        Text("symbol", row => row.Annotation.Symbol),
        Text("lead", row => row.Annotation.Lead),
        Int64("start_sample", row => row.Annotation.Start),
        Int64("end_sample", row => row.Annotation.End),
        Int64("time_us", row => row.Time),
        Int64("duration_us", row => row.Duration),
        Double("rr_ms", row => row.Annotation.RrMs),
        Text("note", row => row.Annotation.Note));
}
