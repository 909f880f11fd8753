namespace Ecg.Formats.Mat.Writing;

/// <summary>A struct.</summary>
/// <param name="Name">The name.</param>
/// <param name="Fields">The fields.</param>
internal sealed record MatStruct(string Name, IReadOnlyList<MatArrayValue> Fields) : MatArrayValue(Name);
