namespace Ecg.Lake;

/// <summary>What became of an object.</summary>
public enum ConversionStatus
{
    /// <summary>The recording is in the lake.</summary>
    Converted,

    /// <summary>The recording was in the lake already, of the same bytes, by the same converter and settings; nothing was changed.</summary>
    Skipped,

    /// <summary>The bytes can never be converted; the reason is in the lake.</summary>
    Rejected,

    /// <summary>Something failed that may pass; nothing was lost, and another try is due.</summary>
    Failed,

    /// <summary>The recording has more files than this one, and not all of them are there yet; nothing was changed.</summary>
    Waiting,

    /// <summary>The object is no longer there.</summary>
    Gone,
}
