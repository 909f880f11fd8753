using Ecg.Signals.Assessment;
using static Ecg.Lake.Schema.ColumnOf<Ecg.Lake.Schema.AssessedLead>;

namespace Ecg.Lake.Schema;

/// <summary>The table <c>leads</c>: a row for each lead of a recording.</summary>
internal static class LeadsTable
{
    /// <summary>The table's columns and their values.</summary>
    public static RowTable<AssessedLead> Schema { get; } = new(
        PipelineContract.LeadsTable,
        Text("lead", row => row.Lead.Name),
        Text("column_name", row => row.Lead.ColumnName),
        Int32("position", row => row.Lead.Position),
        Text("unit", row => row.Lead.Unit),
        Double("adc_gain", row => row.Lead.Gain),
        Int32("adc_baseline", row => row.Lead.Baseline),
        Double("min", row => row.Measures.Min),
        Double("max", row => row.Measures.Max),
        Double("mean", row => row.Measures.Mean),
        Double("stddev", row => row.Measures.StdDev),
        Int64("missing", row => row.Measures.Missing),
        Double("flat_fraction", row => row.Measures.FlatFraction),
        Double("clipped_fraction", row => row.Measures.ClippedFraction),
        Double("noise_fraction", row => row.Measures.NoiseFraction),
        Text("quality", row => row.Assessment.Quality.Code()),
        Text("issues", row => IssuesColumn.Format(row.Assessment.Issues)));
}
