namespace Ecg.Formats.Wfdb;

/// <summary>The contents of an annotation file.</summary>
/// <param name="Items">The annotations in file order, without those that describe the file itself.</param>
/// <param name="Resolution">The number of ticks per second; <see langword="null"/> if the record's sampling frequency applies.</param>
/// <param name="Issues">Problems that are not errors, one short phrase each.</param>
public sealed record WfdbAnnotations(IReadOnlyList<WfdbAnnotation> Items, double? Resolution, IReadOnlyList<string> Issues);
