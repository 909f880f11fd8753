using Ecg.Lake;
using Ecg.Tests.Lake;

namespace Ecg.Tests.View;

/// <summary>
/// A lake with a recording of 24 h, two leads at 128 Hz: a beat a second, a gap of a minute at 10:00:00, and V1 flat for half an
/// hour from 14:00:00 on.
/// </summary>
internal sealed class LongLake : IDisposable
{
    public const string Id = "holter/day";
    public const int Rate = 128;
    public const int Samples = 24 * 3600 * Rate;
    public const int GapStart = 10 * 3600 * Rate;
    public const int GapEnd = GapStart + (60 * Rate);
    public const int FlatStart = 14 * 3600 * Rate;
    public const int FlatEnd = FlatStart + (1800 * Rate);
    public const int Peak = 400;

    private const short Missing = -32768;

    private readonly LakeFolder _folder = new();

    public LongLake()
    {
        _folder.Put("holter/day.hea", $"day 2 {Rate} {Samples} 08:30:00 01/03/2024\nday.mat 16+24 200/mV 16 0 0 0 0 MLII\nday.mat 16+24 200/mV 16 0 0 0 0 V1\n");
        _folder.Put("holter/day.mat", Level4Bytes.Int16("val", 2, Samples, Values()));
        ConversionResult result = _folder.Convert("holter/day.mat");
        if (result.Status != ConversionStatus.Converted)
        {
            throw new InvalidOperationException(result.Detail);
        }
    }

    public string Path => _folder.Lake;

    /// <summary>The value of the first lead at a sample, in adu.</summary>
    public static short ValueAt(int sample)
    {
        int phase = sample % Rate;
        return (short)(phase switch
        {
            62 => Peak / 2,
            63 => Peak,
            64 => Peak / 4,
            65 => -Peak / 4,
            >= 90 and < 110 => 40 * Math.Sin((phase - 90) * Math.PI / 20),
            _ => 0,
        } + (6 * Math.Sin(sample / 97.0)) + (5 * Math.Sin(sample * 0.7)) + (4 * Math.Sin(sample * 1.9)));
    }

    public List<object?[]> Query(string sql) => _folder.Query(sql);

    public void Dispose() => _folder.Dispose();

    private static short[] Values()
    {
        short[] values = new short[2 * Samples];
        for (int sample = 0; sample < Samples; sample++)
        {
            bool isGap = sample is >= GapStart and < GapEnd;
            short value = ValueAt(sample);
            values[2 * sample] = isGap ? Missing : value;
            values[(2 * sample) + 1] = isGap ? Missing : sample is >= FlatStart and < FlatEnd ? (short)0 : (short)(-value / 2);
        }

        return values;
    }
}
