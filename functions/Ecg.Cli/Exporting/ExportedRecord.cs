namespace Ecg.Cli.Exporting;

/// <summary>The result of an export.</summary>
/// <param name="Record">The recording.</param>
/// <param name="Samples">The number of samples of each lead.</param>
/// <param name="Files">The files, the header first.</param>
/// <param name="Remarks">Remarks for the reader of the files, one sentence each.</param>
internal sealed record ExportedRecord(string Record, long Samples, IReadOnlyList<string> Files, IReadOnlyList<string> Remarks);
