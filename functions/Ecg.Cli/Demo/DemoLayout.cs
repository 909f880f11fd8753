namespace Ecg.Cli.Demo;

/// <summary>How a demonstration recording lies in its file.</summary>
internal enum DemoLayout
{
    /// <summary>The variable <c>val</c>, leads by samples in ADC units, and a WFDB header beside the file, as wfdb2mat writes them.</summary>
    WithHeader,

    /// <summary>The variable <c>val</c> alone, in ADC units: what it means stands in the dataset's metadata.</summary>
    ValAlone,

    /// <summary>Samples by leads in <c>ecg</c>, in mV, and variables that describe them.</summary>
    Variables,

    /// <summary>A struct <c>ECG</c> with the signal, in uV, and what describes it as its fields.</summary>
    Struct,

    /// <summary>A matrix in ADC units and nothing that says what it is.</summary>
    NoMetadata,
}
