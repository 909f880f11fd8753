using System.Buffers;

namespace Ecg.Annotations.Beats;

/// <summary>The last averages of a lead, the newest at the end. They move only when the memory behind them is full.</summary>
internal sealed class RecentAverages : IDisposable
{
    private readonly int _count;
    private float[] _memory;
    private int _end;

    /// <summary>Prepares the averages, all of them 0.</summary>
    /// <param name="count">How many there are.</param>
    public RecentAverages(int count)
    {
        _count = count;
        _memory = ArrayPool<float>.Shared.Rent(2 * count);
        _end = count;
        All.Clear();
    }

    /// <summary>The averages, valid until the next call of <see cref="Next"/>.</summary>
    public Span<float> All => _memory.AsSpan(_end - _count, _count);

    /// <summary>Lets go of the oldest averages and returns room for as many new ones, which are not cleared.</summary>
    /// <param name="count">How many.</param>
    public Span<float> Next(int count)
    {
        if (_end + count > _memory.Length)
        {
            All[count..].CopyTo(_memory);
            _end = _count - count;
        }

        _end += count;
        return All[^count..];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_memory.Length > 0)
        {
            ArrayPool<float>.Shared.Return(_memory);
            _memory = [];
        }
    }
}
