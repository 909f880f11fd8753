namespace Ecg.Formats;

/// <summary>Thrown when concurrent recordings together exceed the memory or disk budget; a single one may succeed later.</summary>
public sealed class ScratchFullException() : IOException("the recordings being converted fill the memory or the temporary disk; try again");
