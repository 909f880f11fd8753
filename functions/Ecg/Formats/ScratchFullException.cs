namespace Ecg.Formats;

/// <summary>Thrown when concurrent recordings together exceed the disk budget; a single one may succeed later.</summary>
public sealed class ScratchFullException() : IOException("the recordings being converted fill the temporary disk; try again");
