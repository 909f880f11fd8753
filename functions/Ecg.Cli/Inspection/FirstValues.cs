using Ecg.Signals;

namespace Ecg.Cli.Inspection;

/// <summary>The first values of each lead as they would be in the lake.</summary>
internal static class FirstValues
{
    private const int Most = 5;

    /// <summary>Returns the values of each lead in order; <see langword="null"/> for missing samples.</summary>
    /// <exception cref="IOException">The temporary file of a large signal cannot be read.</exception>
    public static IReadOnlyList<IReadOnlyList<float?>> Of(Recording recording)
    {
        int count = (int)Math.Min(Most, recording.Matrix.SampleCount);
        using var block = new SignalBlock(recording.Matrix, count);
        block.Load(0, count);
        double[] stored = new double[count];
        var values = new List<IReadOnlyList<float?>>();
        foreach (Lead lead in recording.Leads)
        {
            block.Copy(lead.Position, stored);
            values.Add([.. stored.Select(value => Physical(value, lead))]);
        }

        return values;
    }

    private static float? Physical(double stored, Lead lead)
    {
        float value = (float)new PhysicalScale(lead).Of(stored);
        return stored == lead.InvalidSample || !float.IsFinite(value) ? null : value;
    }
}
