namespace Ecg.Formats.Wfdb;

/// <summary>An annotation file, read whole.</summary>
/// <param name="Items">The annotations in the order of the file, without those that describe the file itself.</param>
/// <param name="Resolution">The ticks a second that times are counted in; <see langword="null"/> if the file leaves it to the record.</param>
/// <param name="Issues">What was found wanting without being an error, one short phrase each.</param>
public sealed record WfdbAnnotations(IReadOnlyList<WfdbAnnotation> Items, double? Resolution, IReadOnlyList<string> Issues);
