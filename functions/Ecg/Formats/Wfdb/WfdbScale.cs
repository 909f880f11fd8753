namespace Ecg.Formats.Wfdb;

/// <summary>The conversion of a signal's samples to the buffer's form.</summary>
/// <param name="Invalid">The sample that marks a missing one; <see langword="null"/> if there is none.</param>
/// <param name="Missing">The buffer's value for a missing sample.</param>
/// <param name="Physical">The gain and the baseline to apply; <see langword="null"/> to keep samples as they are.</param>
internal readonly record struct WfdbScale(int? Invalid, int Missing, (double Gain, int Baseline)? Physical)
{
    /// <summary>The bits of the number that marks a missing sample among physical values.</summary>
    public static readonly int MissingValue = BitConverter.SingleToInt32Bits(float.NaN);

    /// <summary>Whether samples are kept as they are.</summary>
    public bool KeepsSamples => Physical is null && (Invalid is null || Invalid == Missing);

    /// <summary>Returns the sample in the buffer's form: an integer, or the bits of a 32-bit floating-point number.</summary>
    public int Of(int sample)
    {
        if (sample == Invalid)
        {
            return Missing;
        }

        return Physical is { } physical
            ? BitConverter.SingleToInt32Bits((float)(((double)sample - physical.Baseline) / physical.Gain))
            : sample;
    }
}
