namespace Ecg;

/// <summary>The reason why bytes can never be converted.</summary>
public enum RejectionReason
{
    /// <summary>The file is damaged: it ends early or contradicts itself.</summary>
    CorruptFile,

    /// <summary>The file is not a MAT-file, or its signal has an unsupported type.</summary>
    UnsupportedFormat,

    /// <summary>No variable can be the signal.</summary>
    NoSignal,

    /// <summary>Several variables could be the signal, and no name decides.</summary>
    AmbiguousSignal,

    /// <summary>The signal has no samples, or only missing ones.</summary>
    EmptySignal,

    /// <summary>The header or the dataset's metadata cannot be read or describes another signal.</summary>
    HeaderMismatch,

    /// <summary>More leads or samples than a recording may have, or a name that is too long for the lake.</summary>
    TooLarge,

    /// <summary>The file is a segment of a WFDB record, which is the recording. Nothing is wrong with it.</summary>
    Segment,
}
