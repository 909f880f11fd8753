namespace Ecg.Cli.Demo;

/// <summary>A folder of demonstration recordings.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Metadata">The text of its <c>dataset.json</c>, or <see langword="null"/> if it has none.</param>
/// <param name="Recordings">Its recordings.</param>
internal sealed record DemoDataset(string Name, string? Metadata, IReadOnlyList<DemoRecording> Recordings);
