namespace Ecg.Signals.Metadata;

/// <summary>One name of a path.</summary>
/// <param name="Name">The variable's or field's name.</param>
/// <param name="Index">
/// The element of a struct array or a cell, from 1; 0 where the path has an index of another form;
/// <see langword="null"/> where it has none.
/// </param>
internal sealed record VariablePathSegment(string Name, long? Index);
