using System.Globalization;
using Ecg.Cli.Invocation;
using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Querying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecg.Cli.View;

/// <summary>The endpoints for the lake's summary and its recordings by page and filter.</summary>
/// <param name="lake">The lake.</param>
/// <param name="recordings">Its recordings.</param>
internal sealed class ListEndpoints(ViewedLake lake, RecordingList recordings)
{
    private const int MostRows = 1000;
    private const int UsualRows = 100;
    private const int MostDiagnoses = 200;

    /// <summary>Maps the endpoints.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lake", LakeAsync);
        routes.MapGet("/recordings", RecordingsAsync);
        routes.MapGet("/rejected", RejectedAsync);
        routes.MapGet("/neighbours", NeighboursAsync);
    }

    private async Task LakeAsync(HttpContext context)
    {
        RecordingList.Contents contents = await recordings.ReadAsync(context.RequestAborted).ConfigureAwait(false);
        await Answer.JsonAsync(context, new LakeSummary(
            lake.Name,
            lake.OnlyRecording,
            ProgramVersion.Text,
            Recordings: contents.Recordings.Count,
            Good: contents.Recordings.Count(recording => recording.Row.Quality == "good"),
            Suspect: contents.Recordings.Count(recording => recording.Row.Quality == "suspect"),
            Bad: contents.Recordings.Count(recording => recording.Row.Quality == "bad"),
            Rejected: contents.Rejected.Count,
            Datasets: contents.Recordings.Select(recording => recording.Row.Dataset)
                .Concat(contents.Rejected.Select(file => file.Dataset)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            Diagnoses: contents.Recordings.SelectMany(recording => recording.Row.Diagnoses.Distinct(StringComparer.Ordinal))
                .CountBy(diagnosis => diagnosis, StringComparer.Ordinal)
                .OrderByDescending(counted => counted.Value).ThenBy(counted => counted.Key, StringComparer.Ordinal).Take(MostDiagnoses)
                .Select(counted => new DiagnosisCount(counted.Key, DiagnosisName.Write(counted.Key), counted.Value)),
            NamedQuery.All)).ConfigureAwait(false);
    }

    private async Task RecordingsAsync(HttpContext context)
    {
        RecordingList.Contents contents = await recordings.KeptAsync(context.RequestAborted).ConfigureAwait(false);
        IReadOnlyList<ListedRecording> chosen = RecordingFilter.Of(context.Request.Query).Choose(contents.Recordings);
        await Answer.JsonAsync(context, new ListPart<RecordingSummary>(chosen.Count, PageOf(context, chosen).Select(RowOf))).ConfigureAwait(false);
    }

    private async Task RejectedAsync(HttpContext context)
    {
        RecordingList.Contents contents = await recordings.KeptAsync(context.RequestAborted).ConfigureAwait(false);
        var filter = RecordingFilter.Of(context.Request.Query);
        RejectedFile[] chosen =
        [
            .. contents.Rejected.Where(file => (filter.Dataset is null || filter.Dataset == file.Dataset)
                && filter.HasWords($"{file.Dataset}/{file.Record}\n{file.Reason}\n{file.Detail}")),
        ];
        await Answer.JsonAsync(context, new ListPart<RejectedFile>(chosen.Length, PageOf(context, chosen))).ConfigureAwait(false);
    }

    // The neighbours of a recording in the filtered and sorted list.
    private async Task NeighboursAsync(HttpContext context)
    {
        RecordingList.Contents contents = await recordings.KeptAsync(context.RequestAborted).ConfigureAwait(false);
        IReadOnlyList<ListedRecording> chosen = RecordingFilter.Of(context.Request.Query).Choose(contents.Recordings);
        string id = context.Request.Query["id"].ToString();
        int place = 0;
        while (place < chosen.Count && chosen[place].Id != id)
        {
            place++;
        }

        bool isThere = place < chosen.Count;
        await Answer.JsonAsync(context, new Neighbours(
            Place: isThere ? place + 1 : null,
            Total: chosen.Count,
            Previous: isThere && place > 0 ? chosen[place - 1].Id : null,
            Next: isThere && place + 1 < chosen.Count ? chosen[place + 1].Id : null)).ConfigureAwait(false);
    }

    private static RecordingSummary RowOf(ListedRecording recording) => new(
        recording.Id,
        recording.Row.Dataset,
        recording.Row.RecordId,
        recording.Row.Quality,
        IssueSummary.Of(recording.Row.Issues, recording.Row.LeadCount),
        recording.Row.Diagnoses.Select(DiagnosisName.Write),
        recording.Leads.Select(LeadName.Write),
        recording.Row.SamplingRate,
        recording.Row.Samples,
        recording.Seconds,
        recording.Row.HeartRate,
        recording.Row.Age,
        recording.Row.Sex);

    private static IEnumerable<T> PageOf<T>(HttpContext context, IReadOnlyList<T> rows) =>
        rows.Skip(Number(context, "offset") ?? 0).Take(Math.Min(Number(context, "limit") ?? UsualRows, MostRows));

    private static int? Number(HttpContext context, string name) =>
        int.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>What the page shows of the lake.</summary>
    internal sealed record LakeSummary(
        string Name,
        string? OnlyRecording,
        string Version,
        int Recordings,
        int Good,
        int Suspect,
        int Bad,
        int Rejected,
        IEnumerable<string> Datasets,
        IEnumerable<DiagnosisCount> Diagnoses,
        IReadOnlyList<NamedQuery> Queries);

    /// <summary>The number of recordings with a diagnosis.</summary>
    internal sealed record DiagnosisCount(string Code, string Name, int Count);

    /// <summary>A part of a list.</summary>
    /// <param name="Total">The number of rows in the list.</param>
    /// <param name="Rows">The rows of the part.</param>
    internal sealed record ListPart<T>(int Total, IEnumerable<T> Rows);

    /// <summary>A recording's row in the list.</summary>
    internal sealed record RecordingSummary(
        string Id,
        string Dataset,
        string Record,
        string? Quality,
        IReadOnlyList<string> Issues,
        IEnumerable<string> Diagnoses,
        IEnumerable<string> Leads,
        double? SamplingRate,
        long Samples,
        double? Seconds,
        double? HeartRate,
        double? Age,
        string? Sex);

    /// <summary>A recording's place in the list, counted from 1, and the recordings beside it.</summary>
    internal sealed record Neighbours(int? Place, int Total, string? Previous, string? Next);
}
