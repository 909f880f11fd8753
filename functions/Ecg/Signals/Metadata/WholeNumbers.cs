using Ecg.Formats;

namespace Ecg.Signals.Metadata;

/// <summary>Recognises ADC values that are stored as floating-point numbers.</summary>
internal static class WholeNumbers
{
    private const int ReadElements = 8192;

    // Ten times what ANSI/AAMI EC11 asks an electrocardiograph to show, 5 mV on either side.
    private const double HighestSpan = 100;

    // 16 bits at 200 adu/mV, the default of header(5), and some room.
    private const double HighestScaledSpan = 400;

    // QualityAssessment.LowestSpan has the sources.
    private const double LowestScaledSpan = 0.05;

    /// <summary>
    /// Returns whether values are ADC values for certain: whole numbers that are no ECG in the stated unit, and can be one once they
    /// are divided by the gain.
    /// </summary>
    /// <param name="values">The values. NaN and infinities are missing samples.</param>
    /// <param name="gain">The gain in adu per unit.</param>
    /// <param name="unit">The stated unit; only voltages are recognised.</param>
    /// <exception cref="IOException">A temporary file failed.</exception>
    public static bool AreAdcValues(SampleBuffer values, double gain, PhysicalUnit unit)
    {
        if (Math.Abs(gain) == 1 || unit.Name != PhysicalUnit.Millivolt.Name || SpanOf(values) is not { } span)
        {
            return false;
        }

        return span * unit.Scale > HighestSpan && span * unit.Scale / Math.Abs(gain) is >= LowestScaledSpan and <= HighestScaledSpan;
    }

    // Null where a value is no whole number, which nearly always is one of the first.
    private static double? SpanOf(SampleBuffer values)
    {
        (double min, double max) = (double.PositiveInfinity, double.NegativeInfinity);
        int size = values.Type.Size();
        byte[] bytes = new byte[ReadElements * size];
        for (long first = 0; first < values.Count; first += ReadElements)
        {
            Span<byte> block = bytes.AsSpan(0, (int)Math.Min(ReadElements, values.Count - first) * size);
            values.ReadBytes(first * size, block);
            foreach (double value in ElementBytes.ToDoubles(block, values.Type))
            {
                if (!double.IsFinite(value))
                {
                    continue;
                }

                if (value != Math.Truncate(value))
                {
                    return null;
                }

                (min, max) = (Math.Min(min, value), Math.Max(max, value));
            }
        }

        return min <= max ? max - min : null;
    }
}
