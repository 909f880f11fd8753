namespace Ecg.Cli.Demo;

/// <summary>What is wrong with a demonstration recording, as it is with real ones.</summary>
internal enum DemoDefect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The transmission failed for a while: samples have the WFDB invalid value.</summary>
    MissingSamples,

    /// <summary>An electrode came off: one lead is a straight line.</summary>
    FlatLead,

    /// <summary>The recorder's range was too small: tall waves stop at its ends.</summary>
    Clipped,

    /// <summary>The upload broke off: the file ends too early.</summary>
    Truncated,

    /// <summary>Something else was saved under the recording's name: the page with which a server refused the download.</summary>
    NoMatFile,
}
