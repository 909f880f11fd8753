namespace Ecg.Formats.Mat.Writing;

/// <summary>One row of text.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">The text.</param>
internal sealed record MatText(string Name, string Text) : MatArrayValue(Name);
