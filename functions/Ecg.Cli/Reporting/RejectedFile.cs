namespace Ecg.Cli.Reporting;

/// <summary>A file that could not be converted.</summary>
/// <param name="Dataset">Its dataset.</param>
/// <param name="RecordId">The id that the recording would have.</param>
/// <param name="Source">The file's address; <see langword="null"/> if it is unknown.</param>
/// <param name="Reason">The code of the reason.</param>
/// <param name="Detail">The problem and the remedy.</param>
internal sealed record RejectedFile(string Dataset, string RecordId, string? Source, string Reason, string Detail);
