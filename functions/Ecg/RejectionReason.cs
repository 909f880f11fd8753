namespace Ecg;

/// <summary>Why bytes can never be converted.</summary>
public enum RejectionReason
{
    /// <summary>The file is damaged: it ends too early or contradicts itself.</summary>
    CorruptFile,

    /// <summary>No MAT-file, or one with a signal of a kind that is not read.</summary>
    UnsupportedFormat,

    /// <summary>No variable can be the signal.</summary>
    NoSignal,

    /// <summary>Several variables could be the signal, and no name tells which.</summary>
    AmbiguousSignal,

    /// <summary>The signal has no sample, or none that is a number.</summary>
    EmptySignal,

    /// <summary>The header or the dataset's metadata cannot be read or describes another signal.</summary>
    HeaderMismatch,

    /// <summary>More leads or samples than a recording may have, or a name of more letters than the lake takes.</summary>
    TooLarge,
}
