using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>
/// Chooses among arrays without a signal name: vectors of one length with lead names are one recording;
/// otherwise the array named after the ECG; otherwise the matrix with the most elements, if no other
/// has a tenth of its elements.
/// </summary>
/// <remarks>
/// Time axes, counters, positions of beats, parameters, coefficients, labels and rankings are excluded. At most one buffer for each of the latter two
/// kinds is held, and one for each lead.
/// </remarks>
/// <param name="share">The budget of memory and disk.</param>
internal sealed class SignalCandidates(ScratchShare share) : IDisposable
{
    private const int MostListed = 12;

    /// <summary>An array with at least this fraction of the largest one's elements makes the choice ambiguous.</summary>
    private const int StandAloneFactor = 10;

    // A matrix nearly as wide as it is long is a table or a set of weights, and so is one wider than any electrode array.
    private const int FewLeads = ArrayShape.FewLeads;
    private const int MostLeads = 256;

    // Sets of features, colours and distances have about a hundred numbers, and a tenth of a second has few more: without a
    // suggestive name, such an array is not a recording.
    private const int FewestSamplesWithoutName = 128;

    private readonly LargestArrays _plain = new(MostListed);
    private readonly LargestArrays _afterEcg = new(MostListed);
    private readonly List<SignalCandidate> _leads = [];
    private readonly List<PassedOver> _passedOver = [];
    private SignalCandidate? _bestPlain;
    private SignalCandidate? _bestAfterEcg;
    private SignalCandidate? _pending;

    /// <summary>Whether one of them is named after the ECG.</summary>
    public bool HasNamedAfterEcg =>
        _bestAfterEcg is not null || _leads.Count > 1 || (_leads.Count == 1 && _leads[0].IsOfEcg);

    /// <summary>Examines an array before its elements are read.</summary>
    /// <returns>The buffer for its elements; <see langword="null"/> if they are not needed.</returns>
    public SampleBuffer? Offer(MatArray array)
    {
        if (WhyParameter(array) is { } why)
        {
            PassOver(array, why);
            return null;
        }

        if (ArrayShape.WhyNoSignal(array.Class, array.Dimensions, array.IsComplex) is { } unusable)
        {
            _plain.Add(array);
            PassOver(array, unusable.TrimStart(',', ':', ' '));
            return null;
        }

        if (IsTooWide(array))
        {
            PassOver(array, "too wide for leads by samples");
            return null;
        }

        _pending = new SignalCandidate(array, probe: null, buffer: null);
        bool isKept = _pending.IsLead
            ? _leads.Count < MostLeads
            : _pending.IsOfEcg ? IsLarger(array, _bestAfterEcg) : !HasNamedAfterEcg && IsLarger(array, _bestPlain);
        SampleBuffer? buffer = isKept ? new SampleBuffer(array.StorageType, share) : null;
        ProbingBuffer? probe = isKept ? null : new ProbingBuffer(array.StorageType);
        _pending = new SignalCandidate(array, buffer, probe);
        return buffer ?? probe!.Buffer;
    }

    /// <summary>Records the kind of the last array, once it has been read.</summary>
    /// <returns>The time axis that it is, or <see langword="null"/>.</returns>
    public TimeAxis? Settle()
    {
        if (_pending is not { } candidate)
        {
            return null;
        }

        _pending = null;
        if (candidate.Examine() is { Kind: not SeriesKind.Signal } series)
        {
            candidate.Dispose();
            PassOver(candidate.Array, series.Kind == SeriesKind.Ramp ? "rises by one step throughout: a time axis or a counter" : "never decreases: times or positions");
            return TimeAxes.Of(candidate.Array, series);
        }

        if (candidate.WhyNoSignal() is { } why)
        {
            candidate.Dispose();
            PassOver(candidate.Array, why);
            return null;
        }

        Accept(candidate);
        return null;
    }

    /// <summary>Takes note of an array that is ruled out.</summary>
    public void PassOver(MatArray array, string why)
    {
        if (array.ElementCount <= 1)
        {
            return;
        }

        // One of the many arrays of a struct or a cell is enough.
        string root = SignalName.RootOf(array.Path).ToString();
        if (_passedOver.Find(passed => passed.Root == root && passed.Why == why) is { } alike)
        {
            alike.More++;
        }
        else if (_passedOver.Count < MostListed)
        {
            _passedOver.Add(new PassedOver(root, SignalCollector.Describe(array), why));
        }
    }

    /// <summary>Forgets the contents of a workspace variable, because it appears again.</summary>
    public void Forget(string variable)
    {
        _plain.RemoveAll(IsOfVariable);
        _afterEcg.RemoveAll(IsOfVariable);
        foreach (SignalCandidate? lead in _leads.Where(lead => IsOfVariable(lead.Array)).ToList())
        {
            lead.Dispose();
            _leads.Remove(lead);
        }

        Forget(ref _bestPlain);
        Forget(ref _bestAfterEcg);

        void Forget(ref SignalCandidate? candidate)
        {
            if (candidate is not null && IsOfVariable(candidate.Array))
            {
                candidate.Dispose();
                candidate = null;
            }
        }

        bool IsOfVariable(MatArray array) => SignalName.RootOf(array.Path).SequenceEqual(variable);
    }

    /// <summary>The signal; <see langword="null"/> if no array can be it.</summary>
    /// <exception cref="RejectedException">Several arrays can be.</exception>
    public SelectedSignal? Take()
    {
        if (LeadVectors.AreOneRecording(_leads))
        {
            return TakeLeads();
        }

        foreach (SignalCandidate lead in _leads)
        {
            AcceptAlone(lead);
        }

        _leads.Clear();
        return _bestAfterEcg is { } best ? TakeNamedAfterEcg(best) : TakePlain();
    }

    /// <summary>The ruled-out arrays with the reasons, as the end of a sentence; empty if there are none.</summary>
    public string DescribePassedOver() =>
        _passedOver.Count == 0 ? "" : $"; passed over: {OneLine.List([.. _passedOver.Select(passed => passed.Describe())], MostListed)}";

    /// <inheritdoc/>
    public void Dispose()
    {
        _pending?.Dispose();
        _bestPlain?.Dispose();
        _bestAfterEcg?.Dispose();
        _leads.ForEach(lead => lead.Dispose());
        _leads.Clear();
        (_pending, _bestPlain, _bestAfterEcg) = (null, null, null);
    }

    private static string? WhyParameter(MatArray array)
    {
        if (SignalName.IsParameter(array.Path))
        {
            return "a parameter by its name";
        }

        int fewest = SignalName.IsAfterEcg(array.Path) ? ArrayShape.FewestSamples : FewestSamplesWithoutName;
        return ArrayShape.SamplesOf(array) < fewest ? $"fewer than {fewest} samples" : null;
    }

    private static bool IsTooWide(MatArray array)
    {
        long samples = ArrayShape.SamplesOf(array);
        long leads = array.ElementCount / samples;
        return !SignalName.IsPotentials(array.Path) && (leads > MostLeads || (leads > FewLeads && samples < leads * StandAloneFactor));
    }

    private static bool IsLarger(MatArray array, SignalCandidate? best) => best is null || array.ElementCount > best.Array.ElementCount;

    private void Accept(SignalCandidate candidate)
    {
        if (candidate.IsLead && candidate.Buffer is not null)
        {
            _leads.Add(candidate);
            if (HasNamedAfterEcg)
            {
                _bestPlain?.GiveUpBuffer();
            }
        }
        else
        {
            AcceptAlone(candidate);
        }
    }

    private void AcceptAlone(SignalCandidate candidate)
    {
        if (candidate.IsOfEcg)
        {
            _afterEcg.Add(candidate.Array);
            Keep(candidate, ref _bestAfterEcg);
            _bestPlain?.GiveUpBuffer();
        }
        else
        {
            _plain.Add(candidate.Array);
            Keep(candidate, ref _bestPlain);
        }
    }

    private static void Keep(SignalCandidate candidate, ref SignalCandidate? best)
    {
        if (!IsLarger(candidate.Array, best))
        {
            candidate.Dispose();
            return;
        }

        best?.Dispose();
        best = candidate;
    }

    private SelectedSignal TakeLeads()
    {
        long elements = _leads.Sum(lead => lead.Array.ElementCount);
        IReadOnlyList<MatArray> rivals = _afterEcg.WithAtLeast(Part(elements));
        if (rivals.Count > 0)
        {
            throw SignalCollector.Ambiguous(
                [.. rivals, .. _leads.Select(lead => lead.Array)], $"are all named like an ECG: {SignalCollector.HowToChoose}.");
        }

        RejectOvershadowed(_leads[0].Array);
        SelectedSignal signal = LeadVectors.Join(_leads, share);
        _leads.Clear();
        return signal;
    }

    private SelectedSignal? TakeNamedAfterEcg(SignalCandidate best)
    {
        IReadOnlyList<MatArray> rivals = _afterEcg.WithAtLeast(Part(best.Array.ElementCount));
        if (rivals.Count > 1)
        {
            throw SignalCollector.Ambiguous(rivals, $"are all named like an ECG: {SignalCollector.HowToChoose}.");
        }

        RejectOvershadowed(best.Array);
        return Take(best, "by its name");
    }

    // A template or one beat of an ECG may be named after it too.
    private void RejectOvershadowed(MatArray chosen)
    {
        if (_plain.WithAtLeast(1) is [var largest, ..] && ArrayShape.SamplesOf(largest) > ArrayShape.SamplesOf(chosen) * StandAloneFactor)
        {
            throw SignalCollector.Ambiguous(
                [chosen, largest], $"could be the signal, one by its name, the other by its size: {SignalCollector.HowToChoose}.");
        }
    }

    private SelectedSignal? TakePlain()
    {
        if (_plain.WithAtLeast(1) is not [var largest, ..] || _bestPlain is not { } best)
        {
            return null;
        }

        // An array that cannot be a signal may be larger than all that can.
        IReadOnlyList<MatArray> candidates = _plain.WithAtLeast(Part(best.Array.ElementCount));
        if (candidates.Count > 1)
        {
            throw SignalCollector.Ambiguous(candidates, $"could be the signal, and no name settles it: {SignalCollector.HowToChoose}.");
        }

        return Take(best, "the only large matrix");
    }

    private static long Part(long elements) => (elements + StandAloneFactor - 1) / StandAloneFactor;

    private static SelectedSignal? Take(SignalCandidate best, string why)
    {
        if (best.Buffer is not { } buffer)
        {
            return null;
        }

        if (buffer.Count != best.Array.ElementCount)
        {
            throw new RejectedException(
                RejectionReason.CorruptFile,
                $"{SignalCollector.Name(best.Array.Path)} has {Counted.Of(buffer.Count, "element")}, its dimensions ask for {best.Array.ElementCount}: upload the file again.");
        }

        return best.Take($"signal taken from {SignalCollector.Name(best.Array.Path)}, {why}");
    }

    private sealed record PassedOver(string Root, string First, string Why)
    {
        public int More { get; set; }

        public string Describe() => $"{First[..^1]}; {Why}){(More == 0 ? "" : $" and {More} more of {SignalCollector.Name(Root)}")}";
    }
}
