namespace Ecg.Formats.Mat.Writing;

/// <summary>A cell with one row of texts.</summary>
/// <param name="Name">The name.</param>
/// <param name="Texts">The texts.</param>
internal sealed record MatCell(string Name, IReadOnlyList<string> Texts) : MatArrayValue(Name);
