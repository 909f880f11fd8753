namespace Ecg.Formats;

/// <summary>Recordings that are read side by side have no room left on the disk together; one of them alone may have.</summary>
public sealed class ScratchFullException() : IOException("the recordings being converted fill the temporary disk; try again");
