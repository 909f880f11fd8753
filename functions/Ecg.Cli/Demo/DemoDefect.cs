namespace Ecg.Cli.Demo;

/// <summary>A defect of a demonstration recording, as it occurs in practice.</summary>
internal enum DemoDefect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The transmission failed for a while: samples have the WFDB invalid value.</summary>
    MissingSamples,

    /// <summary>An electrode came off: one lead is flat.</summary>
    FlatLead,

    /// <summary>The recorder's range was too small: tall waves are clipped.</summary>
    Clipped,

    /// <summary>The upload was interrupted: the file ends early.</summary>
    Truncated,

    /// <summary>Another file has the recording's name: an error page from a failed download.</summary>
    NoMatFile,
}
