namespace Ecg.Cli.Exporting;

/// <summary>What was written of a recording.</summary>
/// <param name="Record">The recording.</param>
/// <param name="Samples">The number of samples of each lead.</param>
/// <param name="Files">The files, the header first.</param>
/// <param name="Remarks">What a reader of the files should know, a sentence each.</param>
internal sealed record ExportedRecord(string Record, long Samples, IReadOnlyList<string> Files, IReadOnlyList<string> Remarks);
