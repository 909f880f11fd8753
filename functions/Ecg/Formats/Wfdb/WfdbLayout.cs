namespace Ecg.Formats.Wfdb;

/// <summary>The signals of a record that become its leads: those with one rate, because the samples of one instant are stored together.</summary>
/// <param name="Signals">The indices of the selected signals in the header.</param>
/// <param name="SamplesPerFrame">The number of samples of each of them in a frame.</param>
internal sealed record WfdbLayout(IReadOnlyList<int> Signals, int SamplesPerFrame)
{
    /// <summary>The maximum number of samples in a frame, which is held in memory; real records have a few.</summary>
    public const int MaxFrameSize = 1 << 19;

    // Names of bedside monitors and sleep laboratories for signals that are not an ECG.
    private static readonly string[] OtherSignals =
    [
        "abp", "art", "bp", "co2", "cvp", "edf ann", "eeg", "emg", "eog", "flow", "gsr", "icp", "nbp", "pap", "pleth", "ppg",
        "pulse", "resp", "spo2", "uap", "uvp",
    ];

    /// <summary>Selects the signals.</summary>
    /// <remarks>
    /// The signals at the record's rate, with one sample per frame, are selected if they include an ECG lead. Otherwise those with
    /// the rate of most ECG leads: if a monitor samples the ECG four times as often as respiration, frames have respiration's rate.
    /// </remarks>
    /// <param name="header">The header of an ordinary record or of a layout segment.</param>
    /// <param name="isLayoutSegment">Whether it is a layout segment's header, whose signals have no files.</param>
    /// <param name="issues">Receives the names of signals that are left out.</param>
    /// <exception cref="RejectedException">The header has no signal with samples, or frames that are too large.</exception>
    public static WfdbLayout Of(WfdbHeader header, bool isLayoutSegment, List<string> issues)
    {
        var rates = header.Signals
            .Select((signal, place) => (Signal: signal, Place: place))
            .Where(item => isLayoutSegment || HasSamples(item.Signal, item.Place, issues))
            .GroupBy(item => item.Signal.SamplesPerFrame)
            .OrderBy(rate => rate.Key)
            .ToList();
        if (rates.Count == 0)
        {
            throw new RejectedException(RejectionReason.NoSignal, $"{header.FileName} describes no signal that has samples.");
        }

        IGrouping<int, (WfdbSignal Signal, int Place)> best = rates[0];
        if (best.Key > 1 || !best.Any(item => MayBeEcg(item.Signal)))
        {
            best = rates.MaxBy(rate => rate.Count(item => MayBeEcg(item.Signal)))!;
        }

        RejectIfTooLarge(header, (long)best.Key * best.Count());
        foreach (IGrouping<int, (WfdbSignal Signal, int Place)>? rate in rates.Where(rate => rate != best))
        {
            var names = rate.Select(item => NameOf(item.Signal, item.Place)).ToList();
            issues.Add(
                $"{Counted.Of(names.Count, "signal")} of {header.FileName} with {Counted.Of(rate.Key, "sample")} per frame left out, the leads have {best.Key}: "
                + OneLine.List(names));
        }

        return new WfdbLayout([.. best.Select(item => item.Place)], best.Key);
    }

    /// <summary>Rejects frames that are too large to hold in memory.</summary>
    /// <exception cref="RejectedException">The frames are larger than the limit.</exception>
    public static void RejectIfTooLarge(WfdbHeader header, long frameSize)
    {
        if (frameSize > MaxFrameSize)
        {
            throw new RejectedException(
                RejectionReason.TooLarge,
                $"{header.FileName} describes frames of more than {MaxFrameSize} samples: write the record with fewer samples per frame.");
        }
    }

    /// <summary>Returns a signal's name in messages.</summary>
    public static string NameOf(WfdbSignal signal, int place) => signal.Description ?? FormattableString.Invariant($"signal {place}");

    // signal(5) has no format 0; header(5), example 6, calls such signals null.
    private static bool HasSamples(WfdbSignal signal, int place, List<string> issues)
    {
        if (signal.Format == 0)
        {
            issues.Add($"{NameOf(signal, place)} left out, format 0 has no samples");
        }

        return signal.Format != 0;
    }

    // Without a stated unit, the header's default is millivolts for everything.
    private static bool MayBeEcg(WfdbSignal signal) =>
        (signal.Units.EndsWith("V", StringComparison.OrdinalIgnoreCase) || signal.Units.Contains("volt", StringComparison.OrdinalIgnoreCase))
        && !Array.Exists(OtherSignals, name => signal.Description?.StartsWith(name, StringComparison.OrdinalIgnoreCase) == true);
}
