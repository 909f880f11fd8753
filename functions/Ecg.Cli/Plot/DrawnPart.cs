using System.Globalization;

namespace Ecg.Cli.Plot;

/// <summary>What of a recording is on a picture.</summary>
/// <param name="Record">The recording.</param>
/// <param name="Leads">The number of leads.</param>
/// <param name="Samples">The number of samples of each.</param>
/// <param name="OfSamples">How many the recording has.</param>
/// <param name="SamplingRate">The rate in Hz; <see langword="null"/> where it is unknown.</param>
internal sealed record DrawnPart(string Record, int Leads, long Samples, long OfSamples, double? SamplingRate)
{
    /// <summary>The part in words: <c>10 of 600 s</c>, <c>2500 of 9000 samples</c>.</summary>
    public string Extent => SamplingRate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"{Samples / rate:0.##} of {OfSamples / rate:0.##} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Samples} of {OfSamples} samples");
}
