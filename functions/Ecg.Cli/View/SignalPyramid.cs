namespace Ecg.Cli.View;

/// <summary>
/// The coarse levels of a whole recording: read once, then every answer is a copy. A day of two leads at 128 Hz takes 3 MB.
/// </summary>
internal sealed class SignalPyramid
{
    /// <summary>The finest level that is kept; finer ones are read from the file, of which a tile needs a small part.</summary>
    public const int Finest = 6;

    private readonly int _leads;

    // Of each level from the finest on: lead after lead, the pairs of least and greatest.
    private readonly List<float[]> _levels;

    private SignalPyramid(int leads, List<float[]> levels) => (_leads, _levels) = (leads, levels);

    /// <summary>Reads a recording.</summary>
    /// <param name="signal">The recording.</param>
    /// <param name="leads">The number of its leads.</param>
    /// <param name="samples">The number of its samples.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static SignalPyramid Read(SignalReader signal, int leads, long samples, CancellationToken cancellationToken)
    {
        int length = (int)SignalLevel.LengthOf(samples, Finest);
        var levels = new List<float[]> { signal.Read(Finest, 0, length, cancellationToken) };
        while (length > 1)
        {
            levels.Add(Halve(levels[^1], leads, length));
            length = (length + 1) / 2;
        }

        return new SignalPyramid(leads, levels);
    }

    /// <summary>Values of a level, as <see cref="SignalReader.Read"/> gives them.</summary>
    /// <param name="level">The level, at least <see cref="Finest"/>.</param>
    /// <param name="first">The first value.</param>
    /// <param name="count">How many, all of which the recording has.</param>
    public float[] Values(int level, long first, int count)
    {
        float[] all = _levels[Math.Min(level - Finest, _levels.Count - 1)];
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

                // Of a number and NaN these give the number.
                to[pair * 2] = float.MinNumber(from[left], from[right]);
                to[(pair * 2) + 1] = float.MaxNumber(from[left + 1], from[right + 1]);
            }
        }

        return coarser;
    }
}
