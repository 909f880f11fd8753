using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>
/// Chooses a file's signal while a reader reads the file once, and collects the variables that may describe it.
/// </summary>
/// <remarks>
/// <para>
/// The signal is the one that the caller names; else <c>val</c>; else the variable named <c>ecg</c>, <c>ECG</c>,
/// <c>signal</c>, <c>sig</c>, <c>data</c>, <c>p_signal</c>, in this order, or the one cell of a cell of that name; else a struct's
/// field with one of these names; else FieldTrip's trial; else what <see cref="SignalCandidates"/> finds.
/// </para>
/// <para>
/// Arrays of one element are a signal only under the name <c>val</c>. Arrays with fewer samples than
/// <see cref="ArrayShape.FewestSamples"/> in a cell or a struct never are. A named array that is complex, sparse,
/// logical or of more than two dimensions is rejected if its name wins; text, a cell, an object or a function handle only if
/// no array has a signal name. A variable that cannot be read is skipped, with an issue that names it, if a
/// variable with a better name is the signal, whatever it may have contained; otherwise the file is rejected. If a variable
/// appears twice, the last one counts. A candidate's buffer is released as soon as a better one is found.
/// </para>
/// </remarks>
internal sealed class SignalCollector : IMatVisitor, IDisposable
{
    private const int MostListed = 12;

    // The rank of the variable that the caller named, before val.
    private const int Chosen = SignalName.Highest - 1;

    private readonly string? _choice;
    private readonly List<MatVariable> _variables = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _repeated = new(StringComparer.Ordinal);
    private readonly List<MatArray> _rivals = [];
    private readonly ScratchShare _share;
    private readonly SignalCandidates _candidates;
    private readonly TimeAxes _axes = new();
    private readonly DamagedVariables _damaged = new();
    private MatArray? _best;
    private int? _bestRank;
    private SampleBuffer? _buffer;

    /// <summary>Prepares to read a file.</summary>
    /// <param name="choice">
    /// The path of the signal in MATLAB's syntax, such as <c>ecg</c> or <c>EEG.data</c>; <see langword="null"/> to choose by name.
    /// </param>
    /// <param name="share">The budget of memory and disk; <see langword="null"/> for no limits.</param>
    public SignalCollector(string? choice = null, ScratchShare? share = null)
    {
        _choice = string.IsNullOrWhiteSpace(choice) ? null : choice.Trim();
        _share = share ?? ScratchShare.Unlimited;
        _candidates = new SignalCandidates(_share);
    }

    /// <summary>The workspace variables that were read completely.</summary>
    public IReadOnlyList<MatVariable> Variables => _variables;

    /// <inheritdoc/>
    public SampleBuffer? OnArray(MatArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        Settle();
        ForgetFormer(SignalName.RootOf(array.Path).ToString());
        int? rank = RankOf(array);
        if (array.ElementCount == 0 || (array.ElementCount == 1 && rank is not (Chosen or SignalName.Highest)))
        {
            return null;
        }

        if (rank is { } named)
        {
            return OfferNamed(array, named);
        }

        if (array.Class == MatClass.Logical || array.IsComplex)
        {
            return _bestRank is null && array.Class != MatClass.Logical ? _candidates.Offer(array) : null;
        }

        if (SignalName.IsTime(array.Path))
        {
            _candidates.PassOver(array, "times by its name");
            return _axes.Offer(array);
        }

        if (_bestRank is null)
        {
            return _choice is null ? _candidates.Offer(array) : null;
        }

        return ArrayShape.IsVector(array) && array.ElementCount == ArrayShape.SamplesOf(_best!) ? _axes.Offer(array) : null;
    }

    /// <inheritdoc/>
    public void OnVariable(MatVariable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        Settle();
        if (_places.TryAdd(variable.Name, _variables.Count))
        {
            _variables.Add(variable);
            return;
        }

        // If the later one is not an array, it was not announced before.
        if (!_repeated.Contains(variable.Name))
        {
            ForgetFormer(variable.Name);
        }

        _variables[_places[variable.Name]] = variable;
    }

    /// <inheritdoc/>
    public void OnDamaged(string? variable, RejectedException damage)
    {
        Settle();
        _damaged.Add(variable, damage);
    }

    /// <summary>Returns the signal of a file that has been read to its end. Call it once.</summary>
    /// <returns>The signal, which the caller must dispose.</returns>
    /// <exception cref="RejectedException">
    /// No array can be the signal, several can, the named one cannot be used, or it is empty.
    /// </exception>
    public SelectedSignal Take()
    {
        Settle();
        RejectMissingChoice();
        _damaged.RejectUnlessBeatenBy(_bestRank);
        RejectUnusableName();
        RejectRivals();
        SelectedSignal? signal = _best is null ? _candidates.Take() : TakeNamed(_best);
        if (signal is null)
        {
            throw Reject(
                RejectionReason.NoSignal,
                $"no variable can be the signal: {DescribeVariables()}{_candidates.DescribePassedOver()}; store it as a numeric matrix named val.");
        }

        try
        {
            if (_bestRank is not (Chosen or SignalName.Highest))
            {
                LabelledRows.Reject(signal.Array, _variables);
            }

            return Complete(signal);
        }
        catch
        {
            signal.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _candidates.Dispose();
        _axes.Dispose();
        GiveUpBuffer();
    }

    // All announced arrays have been read by now, as far as possible.
    private void Settle()
    {
        _axes.Settle();
        if (_candidates.Settle() is { } axis)
        {
            _axes.Add(axis);
        }
    }

    private int? RankOf(MatArray array)
    {
        if (_choice is not null && IsChoice(array.Path))
        {
            return Chosen;
        }

        if (SignalName.RankOf(array.Path) is not { } rank)
        {
            return null;
        }

        // A few numbers in a struct or a cell with that name are parameters.
        bool isInside = SignalName.RootOf(array.Path).Length < array.Path.Length;
        return isInside && ArrayShape.SamplesOf(array) < ArrayShape.FewestSamples ? null : rank;
    }

    private bool IsChoice(string path) => path == _choice || (path.Length == _choice!.Length + 3 && path == $"{_choice}{{1}}");

    private SampleBuffer? OfferNamed(MatArray array, int rank)
    {
        if (rank > _bestRank || (_choice is not null && rank != Chosen)
            || ArrayShape.WhyNoSignal(array.Class, array.Dimensions, array.IsComplex) is not null)
        {
            return null;
        }

        if (rank == _bestRank)
        {
            AddRival(array);
            return null;
        }

        GiveUpBuffer();
        _rivals.Clear();
        _candidates.Dispose();
        (_best, _bestRank) = (array, rank);
        return _buffer = new SampleBuffer(array.StorageType, _share);
    }

    private void AddRival(MatArray array)
    {
        GiveUpBuffer();
        if (_rivals.Count < MostListed)
        {
            _rivals.Add(array);
        }
    }

    private void GiveUpBuffer()
    {
        _buffer?.Dispose();
        _buffer = null;
    }

    // Octave's save -append and matio write a variable again, and every reader keeps the last.
    private void ForgetFormer(string variable)
    {
        if (!_places.ContainsKey(variable) || !_repeated.Add(variable))
        {
            return;
        }

        _candidates.Forget(variable);
        _rivals.RemoveAll(rival => SignalName.RootOf(rival.Path).SequenceEqual(variable));
        if (_best is not null && SignalName.RootOf(_best.Path).SequenceEqual(variable))
        {
            GiveUpBuffer();
            (_best, _bestRank) = (null, null);
        }
    }

    private void RejectMissingChoice()
    {
        if (_choice is null || _bestRank == Chosen)
        {
            return;
        }

        if (UnusableSignal.Find(_variables, _choice) is { } unusable)
        {
            throw Reject(unusable);
        }

        throw Reject(
            RejectionReason.NoSignal,
            $"no numeric array is named {OneLine.Quote(_choice)}: {DescribeVariables()}; name one of them with --signal, or with \"signal\" in dataset.json.");
    }

    // The reader offers only dense numbers; other variables with signal names are found among the variables.
    private void RejectUnusableName()
    {
        UnusableSignal? unusable = _choice is null ? UnusableSignal.FindBest(_variables) : null;
        if (unusable is null
            || (_bestRank is { } best && (unusable.IsNoArray || unusable.Rank >= best))
            || (_bestRank is null && unusable.IsNoArray && _candidates.HasNamedAfterEcg))
        {
            return;
        }

        throw Reject(unusable);
    }

    private static RejectedException Reject(UnusableSignal unusable) => unusable.IsEmpty
        ? Reject(RejectionReason.EmptySignal, $"{Name(unusable.Path)} is {unusable.Shape}: the recording has no sample. Check the recorder's export.")
        : Reject(RejectionReason.UnsupportedFormat, $"{Name(unusable.Path)} is {unusable.Shape}{unusable.Why}.");

    private void RejectRivals()
    {
        if (_best is null || _rivals.Count == 0)
        {
            return;
        }

        var all = (MatArray[])[_best, .. _rivals];
        throw Ambiguous(all, SignalName.IsTrial(_best.Path)
            ? "are trials, which may lie apart: save one of them, or name it with --signal."
            : $"have the same name: {HowToChoose}.");
    }

    private SelectedSignal? TakeNamed(MatArray best)
    {
        if (_buffer is not { } buffer)
        {
            return null;
        }

        if (buffer.Count != best.ElementCount)
        {
            throw Reject(
                RejectionReason.CorruptFile,
                $"{Name(best.Path)} has {Counted.Of(buffer.Count, "element")}, its dimensions ask for {best.ElementCount}: upload the file again.");
        }

        using var candidate = new SignalCandidate(best, buffer, probe: null);
        _buffer = null;
        if (_bestRank > SignalName.Highest && candidate.Examine() is { Kind: not SeriesKind.Signal })
        {
            throw Reject(
                RejectionReason.NoSignal,
                $"{Name(best.Path)} ({ArrayShape.Describe(best.Dimensions, best.Class)}) never decreases: it holds times or positions, not a signal. Store the signal as a numeric matrix named val.");
        }

        return candidate.Take();
    }

    private SelectedSignal Complete(SelectedSignal signal)
    {
        string[] repeated = _repeated.Count == 0 ? [] : [$"stands more than once in the file, the last one counts: {OneLine.List([.. _repeated.Select(Name)], MostListed)}"];
        return LabChartData.Of(signal, _variables, _share) is { } channels
            ? channels.With([.. signal.Issues, .. channels.Issues, .. repeated, .. _damaged.Issues], _axes.All)
            : signal.With([.. signal.Issues, .. repeated, .. _damaged.Issues], _axes.All);
    }

    private string DescribeVariables() => _variables.Count == 0
        ? "the file has no variable"
        : $"the file has {OneLine.List([.. _variables.Select(Describe)], MostListed)}";

    /// <summary>Advice if several arrays could be the signal.</summary>
    internal static string HowToChoose =>
        $"name it with --signal or with \"signal\" in dataset.json, or store it as a variable named {SignalName.All}";

    /// <summary>Creates the rejection of a file in which several arrays could be the signal.</summary>
    internal static RejectedException Ambiguous(IReadOnlyCollection<MatArray> arrays, string why) =>
        Reject(
            RejectionReason.AmbiguousSignal,
            $"{OneLine.List([.. arrays.Select(Describe)], MostListed)} {why}");

    /// <summary>Returns an array's path and shape.</summary>
    internal static string Describe(MatArray array) =>
        $"{Name(array.Path)} ({ArrayShape.Describe(array.Dimensions, array.Class)}{(array.IsComplex ? ", complex" : "")})";

    /// <summary>Returns a path, shortened for a message.</summary>
    internal static string Name(string path)
    {
        const int Longest = 80;
        return path.Length <= Longest ? OneLine.Clean(path) : $"{OneLine.Clean(path.AsSpan(0, Longest))}...";
    }

    private static string Describe(MatVariable variable) =>
        $"{Name(variable.Name)} ({ArrayShape.Describe(variable)}{(variable.IsComplex ? ", complex" : "")}{(variable.IsSparse ? ", sparse" : "")})";

    private static RejectedException Reject(RejectionReason reason, string detail) => new(reason, detail);
}
