using Ecg.Signals.Assessment;
using static Ecg.Lake.Schema.ColumnOf<Ecg.Lake.Schema.AssessedRecording>;

namespace Ecg.Lake.Schema;

/// <summary>The table <c>records</c>: a row for each recording.</summary>
internal static class RecordsTable
{
    /// <summary>The table's columns and their values.</summary>
    public static RowTable<AssessedRecording> Schema { get; } = new(
        PipelineContract.RecordsTable,
        Text("source_uri", row => row.Source.Uri),
        Text("source_etag", row => row.Source.ETag),
        Int64("source_bytes", row => row.Source.Bytes),
        Text("format", row => row.Recording.Format),
        Double("sampling_rate_hz", row => row.Recording.SamplingRate),
        Int64("samples", row => row.Recording.Matrix.SampleCount),
        Double("duration_s", row => row.Recording.Matrix.SampleCount / row.Recording.SamplingRate),
        Int32("lead_count", row => row.Recording.Leads.Count),
        Text("leads", row => string.Join(',', row.Recording.Leads.Select(lead => lead.Name))),
        Timestamp("recorded_at", row => row.Recording.RecordedAt),
        Double("age", row => row.Recording.Age),
        Text("sex", row => row.Recording.Sex),
        Text("diagnoses", row => row.Recording.Diagnoses.Count == 0 ? null : string.Join(',', row.Recording.Diagnoses)),
        Text("comments", row => LakeText.Join(row.Recording.Comments)),
        Double("heart_rate_bpm", row => row.Heart?.HeartRateBpm),
        Double("rr_mean_ms", row => row.Heart?.MeanMs),
        Double("rr_sdnn_ms", row => row.Heart?.SdnnMs),
        Double("rr_rmssd_ms", row => row.Heart?.RmssdMs),
        Int32("beats", row => row.Heart?.Beats),
        Text("quality", row => row.Assessment.Quality.Code()),
        Text("issues", row => IssuesColumn.Format(row.Assessment.Issues)),
        Text("converter_version", _ => ConverterVersion.Current));
}
