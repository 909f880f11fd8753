namespace Ecg.Cli.View;

/// <summary>A rejected file in the list.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Record">The recording that the file would have become.</param>
/// <param name="Reason">The code of the reason.</param>
/// <param name="Detail">The problem and the remedy.</param>
internal sealed record RejectedFile(string Dataset, string Record, string Reason, string Detail);
