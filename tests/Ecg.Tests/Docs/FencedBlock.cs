namespace Ecg.Tests.Docs;

/// <summary>A block of code in a document.</summary>
/// <param name="Line">The line of its fence, from 1.</param>
/// <param name="Language">What the fence says it is, or nothing.</param>
/// <param name="Text">Its lines.</param>
/// <param name="Before">The prose since the block before it.</param>
internal sealed record FencedBlock(int Line, string Language, string Text, string Before);
