namespace Ecg.Cli.Reporting;

/// <summary>A file that could not be converted.</summary>
/// <param name="Dataset">Its dataset.</param>
/// <param name="RecordId">The name the recording would have.</param>
/// <param name="Source">Where the file is; <see langword="null"/> where the lake does not say.</param>
/// <param name="Reason">The word for what is wrong.</param>
/// <param name="Detail">Problem and fix.</param>
internal sealed record RejectedFile(string Dataset, string RecordId, string? Source, string Reason, string Detail);
