namespace Ecg.Signals.Metadata;

/// <summary>The names under which files say what their signal is, in any case, with or without underscores, the likeliest first.</summary>
internal static class DescribingNames
{
    /// <summary>
    /// The sampling rate in Hz. <c>Fs</c>: WFDB Toolbox, rdmat and rdsamp; <c>freq</c>: ecg-kit's header,
    /// https://github.com/marianux/ecg-kit; <c>srate</c>: EEGLAB, https://eeglab.org/tutorials/ConceptsGuide/Data_Structures.html;
    /// <c>fsample</c>: FieldTrip, https://www.fieldtriptoolbox.org/reference/utilities/ft_datatype_raw; <c>sfreq</c>: MNE;
    /// <c>samplerate</c>, <c>tickrate</c>: LabChart; the rest are what people write.
    /// </summary>
    public static string[] SamplingRate { get; } =
    [
        "fs", "sfreq", "sampling_rate", "sample_rate", "srate", "fsample", "sampling_frequency", "sample_frequency", "sampling_freq", "sample_freq",
        "samp_freq", "samp_rate", "sampling_rate_hz", "sample_rate_hz", "fs_hz", "fsamp", "fs_ecg", "ecg_fs", "fe", "fech", "sr", "freq", "frequency", "hz", "tickrate",
    ];

    /// <summary>
    /// The sampling interval. <c>isi</c>, whose unit is <c>isi_units</c>: BIOPAC AcqKnowledge, "MATLAB Files" in its Software Guide;
    /// the rest are in seconds.
    /// </summary>
    public static string[] SamplingInterval { get; } = ["isi", "sampling_interval", "sample_interval", "dt", "ts"];

    /// <summary>Those of <see cref="SamplingRate"/> that are another frequency as often: a stimulus's, a filter's.</summary>
    public static string[] AmbiguousRate { get; } = ["freq", "frequency", "hz"];

    /// <summary>
    /// The fields of a channel that Spike2 exports, with the interval between its samples in seconds.
    /// CED's Spike2 help, "Export as MATLAB data": https://ced.co.uk/products/spkovin.
    /// </summary>
    public static string[] Spike2 { get; } = ["interval", "start", "length", "values"];

    /// <summary>
    /// The leads' names. <c>leads</c> and the like first; <c>desc</c>: ecg-kit; <c>Description</c>: WFDB Toolbox's siginfo;
    /// <c>label</c>: FieldTrip; <c>labels</c>: EEGLAB's chanlocs, BIOPAC; <c>titles</c>: LabChart, <c>titles_block1</c>: its extension for MATLAB; <c>title</c>: Spike2;
    /// <c>channellabels</c>: BESA; <c>sig_name</c>: wfdb-python;
    /// <c>ch_names</c>: MNE; <c>colheaders</c>: MATLAB's importdata; <c>header</c>: people.
    /// </summary>
    public static string[] LeadNames { get; } =
    [
        "leads", "lead_names", "lead_name", "lead_labels", "leads_names", "lead", "sig_name", "sig_names", "signal_names", "signal_labels", "ch_names",
        "channel_names", "chan_names", "channel_labels", "chan_labels", "ch_labels", "channels", "derivations", "titles", "titles_block1", "title", "desc", "description",
        "label", "labels", "names", "colheaders", "header",
    ];

    /// <summary>
    /// Those of <see cref="LeadNames"/> that say something else as often: a diagnosis, a heading. For an only lead they count
    /// where they speak of an ECG, or where a tool's struct has them.
    /// </summary>
    public static string[] Ambiguous { get; } = ["label", "labels", "names", "description", "desc", "channels", "titles", "title", "colheaders", "header"];

    /// <summary>The leads' units. <c>units</c>: nearly all; <c>unit</c>: people; <c>chanunit</c>: FieldTrip; <c>channelunits</c>: BESA; <c>sig_units</c>: wfdb-python; <c>units_block1</c>: LabChart's extension; <c>PhysDim</c>: BioSig.</summary>
    public static string[] Units { get; } =
        ["units", "unit", "sig_units", "chan_unit", "chan_units", "channel_units", "physical_units", "physical_unit", "phys_dim", "signal_units", "units_block1"];

    /// <summary>
    /// The gain in adu per unit, a number or a text such as <c>200 adu/mV</c>. <c>gain</c>: ecg-kit, WFDB Toolbox's siginfo;
    /// <c>adc_gain</c>: wfdb-python.
    /// </summary>
    public static string[] Gain { get; } = ["adc_gain", "gain", "gains"];

    /// <summary>The stored value of 0 units. <c>adczero</c>: ecg-kit; <c>baseline</c>: WFDB Toolbox's siginfo, wfdb-python.</summary>
    public static string[] Baseline { get; } = ["baseline", "adc_baseline", "baselines", "adczero", "adc_zero", "base"];

    /// <summary>The structs that describe the signal beside them: ecg-kit's, WFDB Toolbox's, EEGLAB's, FieldTrip's, and people's.</summary>
    public static string[] Structs { get; } =
        ["header", "heasig", "hea", "hdr", "siginfo", "chanlocs", "info", "meta", "metadata", "properties", "record_info", "param", "params", "parameters"];

    /// <summary>Returns whether a variable has a name, in any case, with or without underscores.</summary>
    public static bool Is(string variable, string name)
    {
        int i = 0;
        int j = 0;
        while (true)
        {
            i = PastUnderscores(variable, i);
            j = PastUnderscores(name, j);
            if (i == variable.Length || j == name.Length)
            {
                return i == variable.Length && j == name.Length;
            }

            if (char.ToLowerInvariant(variable[i++]) != char.ToLowerInvariant(name[j++]))
            {
                return false;
            }
        }
    }

    /// <summary>Returns whether a variable has one of several names.</summary>
    public static bool IsOneOf(string variable, string[] names) => Array.Exists(names, name => Is(variable, name));

    private static int PastUnderscores(string text, int position)
    {
        while (position < text.Length && text[position] == '_')
        {
            position++;
        }

        return position;
    }
}
