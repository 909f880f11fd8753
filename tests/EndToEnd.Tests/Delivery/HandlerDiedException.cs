namespace EndToEnd.Tests.Delivery;

/// <summary>The process that the function ran in ended before it had responded.</summary>
internal sealed class HandlerDiedException() : Exception("The function ended without a response.");
