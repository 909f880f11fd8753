using System.Runtime.InteropServices;
using Ecg.Formats;
using Ecg.Lake.Schema;
using Ecg.Signals;

namespace Ecg.Tests.Lake;

/// <summary>Recordings made in memory, a lead an array.</summary>
internal static class TestRecordings
{
    public static RecordSource Source { get; } =
        new("a/A0001", "file:///raw/1%20NSR/a/A0001.mat", "0123456789abcdef0123456789abcdef", 1234, new ConversionId("fedcba9876543210"));

    public static Recording Of<T>(SampleType type, double? rate, Func<int, Lead> lead, params T[][] leads)
        where T : unmanaged
    {
        var buffer = new SampleBuffer(type);
        for (int i = 0; i < leads[0].Length; i++)
        {
            foreach (T[] samples in leads)
            {
                buffer.Append(MemoryMarshal.AsBytes(samples.AsSpan(i, 1)));
            }
        }

        return new Recording
        {
            Format = "mat-v4",
            Matrix = new SignalMatrix(buffer, leads.Length, leads[0].Length, LeadsAreRows: true),
            Leads = [.. Enumerable.Range(0, leads.Length).Select(lead)],
            SamplingRate = rate,
        };
    }

    public static Lead Adc(int position, double gain = 200, int baseline = 0) => new()
    {
        Position = position,
        Name = $"CH{position + 1}",
        ColumnName = $"ch{position + 1}",
        Unit = "mV",
        Gain = gain,
        Baseline = baseline,
        InvalidSample = short.MinValue,
    };

    public static Lead Value(int position) => new()
    {
        Position = position,
        Name = $"CH{position + 1}",
        ColumnName = $"ch{position + 1}",
        Unit = "unknown",
    };
}
