namespace Ecg.Formats.Wfdb;

/// <summary>What becomes of the samples of a signal on their way into the buffer.</summary>
/// <param name="Invalid">The sample that stands for none; <see langword="null"/> if every one counts.</param>
/// <param name="Missing">What the buffer holds in the place of a sample that there is not.</param>
/// <param name="Physical">The gain and the baseline to apply; <see langword="null"/> if the samples stay as they are.</param>
internal readonly record struct WfdbScale(int? Invalid, int Missing, (double Gain, int Baseline)? Physical)
{
    /// <summary>The bits of the number that means "no sample" among physical values.</summary>
    public static readonly int MissingValue = BitConverter.SingleToInt32Bits(float.NaN);

    /// <summary>Whether the buffer has each sample as it is.</summary>
    public bool KeepsSamples => Physical is null && (Invalid is null || Invalid == Missing);

    /// <summary>The sample as the buffer has it: an integer, or the bits of a 32-bit floating-point number.</summary>
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
