namespace Ecg.Formats.Mat.Writing;

/// <summary>A variable or field to write into a MAT-file.</summary>
/// <param name="Name">The name: a letter, then letters, digits and underscores, at most 63.</param>
internal abstract record MatArrayValue(string Name);
