namespace Ecg.Formats;

/// <summary>Recordings that are read side by side have no room left in memory or on the disk together; one of them alone may have.</summary>
public sealed class ScratchFullException() : IOException("the recordings being converted fill the memory or the temporary disk; try again");
