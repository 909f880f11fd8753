namespace Ecg.Lake;

/// <summary>The outcome of converting an object.</summary>
public enum ConversionStatus
{
    /// <summary>The recording is in the lake.</summary>
    Converted,

    /// <summary>The lake already had the recording, from the same bytes, version and settings; nothing was changed.</summary>
    Skipped,

    /// <summary>The bytes can never be converted; the lake has the reason.</summary>
    Rejected,

    /// <summary>A failure that may be transient; nothing was lost, and the conversion should be retried.</summary>
    Failed,

    /// <summary>The recording consists of several files, and not all of them have arrived; nothing was changed.</summary>
    Waiting,

    /// <summary>The object no longer exists.</summary>
    Gone,
}
