using System.Globalization;

namespace Ecg.Cli.Plot;

/// <summary>The part of a recording that was drawn.</summary>
/// <param name="Record">The recording.</param>
/// <param name="Leads">The number of leads.</param>
/// <param name="Samples">The number of samples of each.</param>
/// <param name="OfSamples">The number of samples in the recording.</param>
/// <param name="SamplingRate">The rate in Hz; <see langword="null"/> if it is unknown.</param>
internal sealed record DrawnPart(string Record, int Leads, long Samples, long OfSamples, double? SamplingRate)
{
    /// <summary>The part as text: <c>10 of 600 s</c>, <c>2500 of 9000 samples</c>.</summary>
    public string Extent => SamplingRate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"{Samples / rate:0.##} of {OfSamples / rate:0.##} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Samples} of {OfSamples} samples");
}
