namespace Ecg.Signals.Metadata;

/// <summary>One name of a path.</summary>
/// <param name="Name">The variable's or field's name.</param>
/// <param name="Index">
/// The index of the element in a struct array or a cell, from 1; 0 if the path has an index of another form;
/// <see langword="null"/> if it has none.
/// </param>
internal sealed record VariablePathSegment(string Name, long? Index);
