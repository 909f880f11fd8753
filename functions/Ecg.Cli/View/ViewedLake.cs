namespace Ecg.Cli.View;

/// <summary>The lake that a page shows.</summary>
/// <param name="Folder">The lake's folder.</param>
/// <param name="Name">The name that the page shows.</param>
/// <param name="OnlyRecording">The <c>dataset/record_id</c> of a lake that is one file; <see langword="null"/> for any other.</param>
internal sealed record ViewedLake(string Folder, string Name, string? OnlyRecording)
{
    /// <summary>The time limit of an SQL query.</summary>
    public TimeSpan LongestQuery { get; init; } = TimeSpan.FromMinutes(1);
}
