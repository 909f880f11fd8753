using Microsoft.AspNetCore.Http;

namespace Ecg.Cli.View;

/// <summary>The filter and the order of the list.</summary>
internal sealed record RecordingFilter
{
    /// <summary>Words that must all occur in a recording's row; empty for any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The dataset; <see langword="null"/> for all.</summary>
    public string? Dataset { get; init; }

    /// <summary>The quality; <see langword="null"/> for all.</summary>
    public string? Quality { get; init; }

    /// <summary>The diagnosis; <see langword="null"/> for all.</summary>
    public string? Diagnosis { get; init; }

    /// <summary>The order's name; <see langword="null"/> for worst first.</summary>
    public string? Order { get; init; }

    /// <summary>Returns the filter of a request.</summary>
    public static RecordingFilter Of(IQueryCollection query) => new()
    {
        Words = query["q"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Dataset = Given(query["dataset"]),
        Quality = Given(query["quality"]),
        Diagnosis = Given(query["diagnosis"]),
        Order = Given(query["sort"]),
    };

    /// <summary>Returns the matching recordings in order.</summary>
    public IReadOnlyList<ListedRecording> Choose(IReadOnlyList<ListedRecording> recordings) => [.. Sort(recordings.Where(Takes))];

    /// <summary>Returns whether a text contains all words.</summary>
    public bool HasWords(string text) => Words.All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private bool Takes(ListedRecording recording) =>
        (Dataset is null || recording.Row.Dataset == Dataset)
        && (Quality is null || recording.Row.Quality == Quality)
        && (Diagnosis is null || recording.Row.Diagnoses.Contains(Diagnosis))
        && HasWords(recording.Text);

    // The list is sorted by name, which a stable sort preserves among equals.
    private IEnumerable<ListedRecording> Sort(IEnumerable<ListedRecording> recordings) => Order switch
    {
        "name" => recordings,
        "longest" => recordings.OrderByDescending(recording => recording.Seconds ?? -1),
        "slowest" => recordings.OrderBy(recording => recording.Row.HeartRate ?? double.MaxValue),
        "fastest" => recordings.OrderByDescending(recording => recording.Row.HeartRate ?? -1),
        _ => recordings.OrderBy(recording => recording.Row.Rank).ThenByDescending(recording => recording.Row.Issues.Count),
    };
}
