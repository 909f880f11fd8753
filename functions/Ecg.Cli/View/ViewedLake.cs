namespace Ecg.Cli.View;

/// <summary>The lake that a page shows.</summary>
/// <param name="Folder">The lake's folder.</param>
/// <param name="Name">What its user calls it.</param>
/// <param name="OnlyRecording">The <c>dataset/record_id</c> of a lake that is one file; <see langword="null"/> for any other.</param>
internal sealed record ViewedLake(string Folder, string Name, string? OnlyRecording)
{
    /// <summary>How long a question in SQL may take.</summary>
    public TimeSpan LongestQuery { get; init; } = TimeSpan.FromMinutes(1);
}
