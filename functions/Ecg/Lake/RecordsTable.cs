using Ecg.Lake.Parquet;
using Ecg.Signals;
using Ecg.Signals.Assessment;
using Ecg.Signals.Metadata;

namespace Ecg.Lake;

/// <summary>Writes a recording's file of the table <c>records</c>, a single row.</summary>
internal static class RecordsTable
{
    private static readonly Column[] Columns =
    [
        new("record_id", ColumnKind.Text, IsOptional: false),
        new("source_uri", ColumnKind.Text),
        new("source_etag", ColumnKind.Text),
        new("source_bytes", ColumnKind.Int64),
        new("format", ColumnKind.Text),
        new("sampling_rate_hz", ColumnKind.Double),
        new("samples", ColumnKind.Int64),
        new("duration_s", ColumnKind.Double),
        new("lead_count", ColumnKind.Int32),
        new("leads", ColumnKind.Text),
        new("recorded_at", ColumnKind.Timestamp),
        new("age", ColumnKind.Double),
        new("sex", ColumnKind.Text),
        new("diagnoses", ColumnKind.Text),
        new("comments", ColumnKind.Text),
        new("quality", ColumnKind.Text),
        new("issues", ColumnKind.Text),
        new("converter_version", ColumnKind.Text),
    ];

    /// <summary>Writes the file.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="source">Where the recording came from.</param>
    /// <param name="recording">The recording.</param>
    /// <param name="assessment">How good it is.</param>
    /// <returns>The size of the file.</returns>
    public static long Write(Stream output, RecordSource source, Recording recording, RecordingAssessment assessment)
    {
        var samples = recording.Matrix.SampleCount;
        using var file = LakeFile.Create(output, Columns, source);
        file.BeginRowGroup(1);
        file.WriteConstant(source.Key.RecordId);
        file.WriteTexts([source.Uri]);
        file.WriteTexts([source.ETag]);
        file.WriteInt64s([source.Bytes]);
        file.WriteTexts([recording.Format]);
        file.WriteDoubles([recording.SamplingRate]);
        file.WriteInt64s([samples]);
        file.WriteDoubles([samples / recording.SamplingRate]);
        file.WriteInt32s([recording.Leads.Count]);
        file.WriteTexts([string.Join(',', recording.Leads.Select(lead => lead.Name))]);
        file.WriteInt64s([Microseconds(recording.RecordedAt)]);
        file.WriteDoubles([recording.Age]);
        file.WriteTexts([recording.Sex]);
        file.WriteTexts([recording.Diagnoses.Count == 0 ? null : string.Join(',', recording.Diagnoses)]);
        file.WriteTexts([LakeText.Join(recording.Comments)]);
        file.WriteTexts([assessment.Quality.Code()]);
        file.WriteTexts([LakeText.Join(assessment.Issues)]);
        file.WriteTexts([ConverterVersion.Current]);
        file.Finish();
        return file.Length;
    }

    private static long? Microseconds(DateTime? instant) =>
        instant is { } time ? (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : null;
}
