using Ecg.Cli.Querying;

namespace Ecg.Cli.View;

/// <summary>
/// The coarse levels of a whole recording: read once, then served from memory. A day of two leads at 128 Hz takes 6 MB.
/// </summary>
internal sealed class SignalPyramid
{
    private const int UsualFinest = 6;

    // 128 MB of single-precision numbers.
    private const long MostValues = 1 << 25;

    private readonly int _leads;
    private readonly int _finest;

    // For each level from the finest on, lead by lead, the pairs of minimum and maximum.
    private readonly List<float[]> _levels;

    private SignalPyramid(int leads, int finest, List<float[]> levels) => (_leads, _finest, _levels) = (leads, finest, levels);

    /// <summary>Returns the finest level that is kept; finer ones are read from the file, of which a tile needs a small part.</summary>
    public static int FinestOf(RecordRow record)
    {
        int level = UsualFinest;
        while (SignalLevel.LengthOf(record.Samples, level) * record.LeadCount * 2 > MostValues)
        {
            level++;
        }

        return level;
    }

    /// <summary>Reads a recording.</summary>
    /// <param name="signal">Reads the recording.</param>
    /// <param name="record">The recording.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static SignalPyramid Read(SignalReader signal, RecordRow record, CancellationToken cancellationToken)
    {
        (int leads, int finest) = (record.LeadCount, FinestOf(record));
        int length = (int)SignalLevel.LengthOf(record.Samples, finest);
        var levels = new List<float[]> { signal.Read(finest, 0, length, cancellationToken) };
        while (length > 1)
        {
            levels.Add(Halve(levels[^1], leads, length));
            length = (length + 1) / 2;
        }

        return new SignalPyramid(leads, finest, levels);
    }

    /// <summary>Returns values of a level, like <see cref="SignalReader.Read"/>.</summary>
    /// <param name="level">The level, at least <see cref="FinestOf"/> the recording.</param>
    /// <param name="first">The first value.</param>
    /// <param name="count">The number of values, all within the recording.</param>
    public float[] Values(int level, long first, int count)
    {
        float[] all = _levels[Math.Min(level - _finest, _levels.Count - 1)];
        int length = all.Length / _leads;
        float[] values = new float[_leads * count * 2];
        for (int lead = 0; lead < _leads; lead++)
        {
            all.AsSpan((lead * length) + ((int)first * 2), count * 2).CopyTo(values.AsSpan(lead * count * 2));
        }

        return values;
    }

    private static float[] Halve(ReadOnlySpan<float> finer, int leads, int length)
    {
        int half = (length + 1) / 2;
        float[] coarser = new float[leads * half * 2];
        for (int lead = 0; lead < leads; lead++)
        {
            ReadOnlySpan<float> from = finer.Slice(lead * length * 2, length * 2);
            Span<float> to = coarser.AsSpan(lead * half * 2, half * 2);
            for (int pair = 0; pair < half; pair++)
            {
                int left = pair * 4;
                int right = Math.Min(left + 2, from.Length - 2);

                // For a number and NaN, these return the number.
                to[pair * 2] = float.MinNumber(from[left], from[right]);
                to[(pair * 2) + 1] = float.MaxNumber(from[left + 1], from[right + 1]);
            }
        }

        return coarser;
    }
}
