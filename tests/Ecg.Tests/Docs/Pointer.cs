namespace Ecg.Tests.Docs;

/// <summary>Something that a document points at.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Target">What stands there.</param>
internal readonly record struct Pointer(int Line, string Target);
