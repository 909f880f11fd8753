using System.Globalization;
using System.Text;
using Ecg.Cli.Invocation;
using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Querying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Ecg.Cli.View;

/// <summary>The endpoints for a recording: its properties, its samples, and its annotations.</summary>
/// <param name="recordings">The lake's recordings.</param>
/// <param name="browsing">The lake, for quick reads.</param>
/// <param name="summing">The lake, for reading a whole recording.</param>
/// <param name="exporting">The lake, for downloads.</param>
internal sealed class RecordingEndpoints(RecordingList recordings, LakeReader browsing, LakeReader summing, LakeReader exporting)
{
    private readonly PyramidCache _pyramids = new();

    /// <summary>Maps the endpoints.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/recording", RecordingAsync);
        routes.MapGet("/annotations", AnnotationsAsync);
        routes.MapGet("/tile", TileAsync);
        routes.MapGet("/samples.csv", CsvAsync);
    }

    private async Task RecordingAsync(HttpContext context)
    {
        ListedRecording recording = await FindAsync(context).ConfigureAwait(false);
        IReadOnlyList<LeadDetails> leads = await browsing.AskAsync(
            database => LeadDetails.Read(new LakeRecords(database), recording.Row, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
        RecordRow row = recording.Row;
        await Answer.JsonAsync(context, new RecordingDetails(
            recording.Id,
            row.Dataset,
            row.RecordId,
            row.SamplingRate,
            row.Samples,
            recording.Seconds,
            row.HeartRate,
            row.RecordedAt,
            row.Age,
            row.Sex,
            row.Quality,
            IssueSummary.Of(row.Issues, row.LeadCount),
            row.Diagnoses.Select(DiagnosisName.Write),
            leads,
            SignalLevel.TileLength)).ConfigureAwait(false);
    }

    private async Task AnnotationsAsync(HttpContext context)
    {
        ListedRecording recording = await FindAsync(context).ConfigureAwait(false);
        FoundInRecording found = await browsing.AskAsync(
            database => FoundInRecording.Read(new LakeRecords(database), recording.Row, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
        await Answer.JsonAsync(context, found).ConfigureAwait(false);
    }

    private async Task TileAsync(HttpContext context)
    {
        ListedRecording recording = await FindAsync(context).ConfigureAwait(false);
        int level = (int)Math.Min(Number(context, "level"), SignalLevel.Coarsest);
        long first = Number(context, "tile") * SignalLevel.TileLength;
        long count = Math.Min(SignalLevel.TileLength, SignalLevel.LengthOf(recording.Row.Samples, level) - first);
        if (count <= 0)
        {
            throw CommandException.UsageError($"'{recording.Id}' ends before this tile.");
        }

        await Answer.FloatsAsync(context, await ValuesAsync(recording, level, first, (int)count, context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<float[]> ValuesAsync(ListedRecording recording, int level, long first, int count, CancellationToken cancellationToken)
    {
        if (level >= SignalPyramid.FinestOf(recording.Row))
        {
            SignalPyramid pyramid = await _pyramids.GetAsync(recording.Row, summing, cancellationToken).ConfigureAwait(false);
            return pyramid.Values(level, first, count);
        }

        return await browsing.AskAsync(
            database =>
            {
                var records = new LakeRecords(database);
                return new SignalReader(records, recording.Row, records.LeadsOf(recording.Row, cancellationToken)).Read(level, first, count, cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task CsvAsync(HttpContext context)
    {
        ListedRecording recording = await FindAsync(context).ConfigureAwait(false);
        (long first, long count) = (Number(context, "first"), Number(context, "count"));
        string[] wanted = context.Request.Query["leads"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        await exporting.AskAsync(
            database =>
            {
                var records = new LakeRecords(database);
                LakeLead[] leads = [.. records.LeadsOf(recording.Row, context.RequestAborted).Where(lead => wanted.Length == 0 || wanted.Contains(lead.ColumnName, StringComparer.Ordinal))];
                records.QueryFile(
                    recording.Row,
                    PipelineContract.SamplesTable,
                    SampleRowsSql.Of(leads, first, count),
                    reader =>
                    {
                        Answer.NameFile(context, FileName(recording.Row, first));
                        using var text = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true);
                        CsvRows.Write(reader, text, context.RequestAborted);
                    },
                    context.RequestAborted);
                return true;
            },
            context.RequestAborted).ConfigureAwait(false);
    }

    private Task<ListedRecording> FindAsync(HttpContext context) =>
        recordings.FindAsync(context.Request.Query["id"].ToString(), context.RequestAborted);

    private static long Number(HttpContext context, string name) =>
        int.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw CommandException.UsageError($"{name} is a whole number.");

    // Only characters that every system accepts in file names, and that have no meaning in a header.
    private static string FileName(RecordRow record, long first) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Concat(record.RecordId.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '_'))}-{first}.csv");

    /// <summary>What the page shows of a recording.</summary>
    internal sealed record RecordingDetails(
        string Id,
        string Dataset,
        string Record,
        double? SamplingRate,
        long Samples,
        double? Seconds,
        double? HeartRate,
        DateTime? RecordedAt,
        double? Age,
        string? Sex,
        string? Quality,
        IReadOnlyList<string> Issues,
        IEnumerable<string> Diagnoses,
        IReadOnlyList<LeadDetails> Leads,
        int TileLength);
}
