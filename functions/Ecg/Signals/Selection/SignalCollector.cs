using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>
/// Chooses a file's signal while a reader goes through the file once, and collects the variables that may describe it.
/// </summary>
/// <remarks>
/// <para>
/// The signal is <c>val</c>; else the variable named <c>ecg</c>, <c>ECG</c>, <c>signal</c>, <c>sig</c>, <c>data</c>,
/// <c>p_signal</c>, in this order; else a struct's field of one of these names; else the numeric matrix with the most
/// elements, if it stands alone: no other numeric array, time axes and known metadata aside, has a tenth of its elements.
/// </para>
/// <para>
/// Arrays of one element are a signal under the name <c>val</c> alone. A named array that is complex, sparse, logical or of
/// more than two dimensions is rejected where its name wins; text, a cell, an object or a function handle only where
/// no array has a name of a signal. A variable that cannot be read is passed over, with an issue that names it, where a
/// variable of a better name is the signal, whatever it may have held; else the file is rejected. At most one buffer is held: a beaten candidate's is given up before the next is filled.
/// </para>
/// </remarks>
public sealed class SignalCollector : IMatVisitor, IDisposable
{
    private const int MostListed = 12;

    /// <summary>An array with this part of the largest one's elements, or more, keeps that from standing alone.</summary>
    private const int StandAloneFactor = 10;

    private readonly List<MatVariable> _variables = [];
    private readonly List<MatArray> _rivals = [];
    private readonly LargestArrays _unnamed = new(MostListed);
    private readonly DamagedVariables _damaged = new();
    private MatArray? _best;
    private int? _bestRank;
    private SampleBuffer? _buffer;

    /// <summary>The variables of the workspace that were read whole.</summary>
    public IReadOnlyList<MatVariable> Variables => _variables;

    /// <inheritdoc/>
    public SampleBuffer? OnArray(MatArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        var rank = SignalName.RankOf(array.Path);
        if (array.ElementCount == 0 || (array.ElementCount == 1 && rank != SignalName.Highest))
        {
            return null;
        }

        return rank is { } named ? OfferNamed(array, named) : OfferUnnamed(array);
    }

    /// <inheritdoc/>
    public void OnVariable(MatVariable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        _variables.Add(variable);
    }

    /// <inheritdoc/>
    public void OnDamaged(string? variable, RejectedException damage) => _damaged.Add(variable, damage);

    /// <summary>The signal of a file that has been read to its end. Call it once.</summary>
    /// <returns>The signal; the caller disposes of it.</returns>
    /// <exception cref="RejectedException">
    /// No array can be the signal, several can, the one that is named cannot be used, or it is empty.
    /// </exception>
    public SelectedSignal Take()
    {
        _damaged.RejectUnlessBeatenBy(_bestRank);
        RejectUnusableName();
        RejectRivals();
        if (_best is null || _buffer is null)
        {
            throw Reject(
                RejectionReason.NoSignal,
                $"no variable can be the signal: {DescribeVariables()}; store it as a numeric matrix named val.");
        }

        if (_buffer.Count != _best.ElementCount)
        {
            throw Reject(
                RejectionReason.CorruptFile,
                $"{Name(_best.Path)} has {Counted.Of(_buffer.Count, "element")}, its dimensions ask for {_best.ElementCount}: upload the file again.");
        }

        IReadOnlyList<string> issues = _bestRank is null ? [$"signal taken from {Name(_best.Path)}, the only large matrix"] : [];
        var signal = new SelectedSignal(_best, _buffer, [.. issues, .. _damaged.Issues]);
        _buffer = null;
        return signal;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffer?.Dispose();
        _buffer = null;
    }

    private SampleBuffer? OfferNamed(MatArray array, int rank)
    {
        if (rank > _bestRank || ArrayShape.WhyNoSignal(array.Class, array.Dimensions, array.IsComplex) is not null)
        {
            return null;
        }

        if (rank == _bestRank)
        {
            AddRival(array);
            return null;
        }

        return Replace(array, rank);
    }

    private SampleBuffer? OfferUnnamed(MatArray array)
    {
        if (array.Class == MatClass.Logical || SignalName.IsMetadata(array.Path))
        {
            return null;
        }

        _unnamed.Add(array);
        var isLarger = _bestRank is null && (_best is null || array.ElementCount > _best.ElementCount);
        return isLarger && ArrayShape.WhyNoSignal(array.Class, array.Dimensions, array.IsComplex) is null
            ? Replace(array, null)
            : null;
    }

    private SampleBuffer Replace(MatArray array, int? rank)
    {
        Dispose();
        _rivals.Clear();
        (_best, _bestRank) = (array, rank);
        return _buffer = new SampleBuffer(array.StorageType);
    }

    private void AddRival(MatArray array)
    {
        Dispose();
        if (_rivals.Count < MostListed)
        {
            _rivals.Add(array);
        }
    }

    // The reader offers dense numbers only; what else has a signal's name is found among the variables.
    private void RejectUnusableName()
    {
        var unusable = UnusableSignal.FindBest(_variables);
        if (unusable is null || (_bestRank is { } best && (unusable.IsNoArray || unusable.Rank >= best)))
        {
            return;
        }

        throw unusable.IsEmpty
            ? Reject(RejectionReason.EmptySignal, $"{Name(unusable.Path)} is {unusable.Shape}: the recording has no sample. Check the recorder's export.")
            : Reject(RejectionReason.UnsupportedFormat, $"{Name(unusable.Path)} is {unusable.Shape}, {unusable.Why}.");
    }

    private void RejectRivals()
    {
        if (_best is null)
        {
            return;
        }

        if (_rivals.Count > 0)
        {
            throw Ambiguous([_best, .. _rivals], $"share one name: store the signal alone as a variable named {SignalName.All}.");
        }

        var enough = (_best.ElementCount + StandAloneFactor - 1) / StandAloneFactor;
        var candidates = _unnamed.WithAtLeast(enough);
        if (_bestRank is null && candidates.Count > 1)
        {
            throw Ambiguous(candidates, $"could be the signal, and no name tells which is: name one of them {SignalName.All}.");
        }
    }

    private static RejectedException Ambiguous(IReadOnlyCollection<MatArray> arrays, string why) =>
        Reject(
            RejectionReason.AmbiguousSignal,
            $"{OneLine.List([.. arrays.Select(Describe)], MostListed)} {why}");

    private string DescribeVariables() => _variables.Count == 0
        ? "the file has no variable"
        : $"the file has {OneLine.List([.. _variables.Select(Describe)], MostListed)}";

    private static string Describe(MatArray array) => Describe(array.Path, array.Class, array.Dimensions, array.IsComplex, false);

    private static string Describe(MatVariable variable) =>
        Describe(variable.Name, variable.Class, variable.Dimensions, variable.IsComplex, variable.IsSparse);

    private static string Describe(string path, MatClass type, IReadOnlyList<long> dimensions, bool isComplex, bool isSparse) =>
        $"{Name(path)} ({ArrayShape.Describe(dimensions, type)}{(isComplex ? ", complex" : "")}{(isSparse ? ", sparse" : "")})";

    private static string Name(string path)
    {
        const int Longest = 80;
        return path.Length <= Longest ? OneLine.Clean(path) : $"{OneLine.Clean(path.AsSpan(0, Longest))}...";
    }

    private static RejectedException Reject(RejectionReason reason, string detail) => new(reason, detail);
}
