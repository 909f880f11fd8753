namespace Ecg.Cli.Demo;

/// <summary>The layout of a demonstration recording in its file.</summary>
internal enum DemoLayout
{
    /// <summary>The variable <c>val</c>, leads by samples in ADC units, and a WFDB header beside the file, as wfdb2mat writes them.</summary>
    WithHeader,

    /// <summary>The variable <c>val</c> alone, in ADC units, described by the dataset's metadata.</summary>
    ValAlone,

    /// <summary>Samples by leads in <c>ecg</c>, in mV, and variables that describe them.</summary>
    Variables,

    /// <summary>A struct <c>ECG</c> with the signal in uV and the fields that describe it.</summary>
    Struct,

    /// <summary>A matrix in ADC units without any description.</summary>
    NoMetadata,
}
