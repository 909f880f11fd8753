namespace Ecg.Cli.Querying;

/// <summary>A row of <c>annotations</c> that tells of a stretch without a signal.</summary>
/// <param name="Lead">The lead's name; <see langword="null"/> where it holds for all.</param>
/// <param name="Kind">Why: <c>flat</c>, <c>clipped</c>, <c>noise</c>.</param>
/// <param name="Start">The first sample.</param>
/// <param name="End">The first sample behind it.</param>
internal sealed record LakeStretch(string? Lead, string Kind, long Start, long End);
