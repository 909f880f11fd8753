namespace Ecg.Cli.View;

/// <summary>A file that could not be converted, as the list shows it.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Record">The recording that it would have been.</param>
/// <param name="Reason">The reason in a word.</param>
/// <param name="Detail">Problem and fix.</param>
internal sealed record RejectedFile(string Dataset, string Record, string Reason, string Detail);
