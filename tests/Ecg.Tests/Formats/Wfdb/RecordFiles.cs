using System.Text;
using Ecg.Formats;
using Ecg.Formats.Wfdb;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Wfdb;

/// <summary>The files of a record that a test makes up, given out forward only and in pieces.</summary>
/// <param name="pieces">The sizes of the pieces, over and over.</param>
internal sealed class RecordFiles(params int[] pieces) : IWfdbFiles
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>How many files were opened and not closed.</summary>
    public int Open { get; private set; }

    public RecordFiles With(string name, params byte[] bytes)
    {
        _files[name] = bytes;
        return this;
    }

    public RecordFiles With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        if (!_files.TryGetValue(name, out byte[]? bytes))
        {
            return Task.FromResult<Stream?>(null);
        }

        Open++;
        return Task.FromResult<Stream?>(new CountedStream(bytes, pieces.Length == 0 ? [int.MaxValue] : pieces, () => Open--));
    }

    public WfdbSamples Read(string header)
    {
        var parsed = WfdbHeader.Read(new MemoryStream(Encoding.UTF8.GetBytes(header)), "r.hea");
        try
        {
            return WfdbRecordReader.ReadAsync(parsed, this).GetAwaiter().GetResult();
        }
        finally
        {
            Assert.That(Open, Is.Zero, "every file is closed");
        }
    }

    /// <summary>The samples of each lead; null for those that are missing.</summary>
    public double?[][] Leads(string header)
    {
        using WfdbSamples samples = Read(header);
        return LeadsOf(samples);
    }

    public static double?[][] LeadsOf(WfdbSamples samples)
    {
        IReadOnlyList<WfdbSignal> signals = samples.Header.Signals;
        double?[][] leads = signals.Select(_ => new double?[samples.SampleCount]).ToArray();
        for (long i = 0L; i < samples.SampleCount * signals.Count; i++)
        {
            int lead = (int)(i % signals.Count);
            leads[lead][i / signals.Count] = At(samples.Buffer, i, signals[lead].InvalidSample);
        }

        return leads;
    }

    /// <summary>Asserts that a record is rejected, why, and in which words.</summary>
    public void AssertRejected(string header, RejectionReason reason, params string[] words)
    {
        RejectedException rejection = Assert.Throws<RejectedException>(() => Read(header).Dispose())!;
        Assert.That(rejection.Reason, Is.EqualTo(reason), rejection.Message);
        Assert.That(rejection.Message, Does.Not.Contain("\n").And.EndsWith("."));
        foreach (string word in words)
        {
            Assert.That(rejection.Message, Does.Contain(word));
        }
    }

    private static double? At(SampleBuffer buffer, long index, int? invalid)
    {
        double value;
        switch (buffer.Type)
        {
            case SampleType.Int16:
                Span<short> narrow = stackalloc short[1];
                buffer.Read(index, narrow);
                value = narrow[0];
                break;
            case SampleType.Int32:
                Span<int> wide = stackalloc int[1];
                buffer.Read(index, wide);
                value = wide[0];
                break;
            default:
                Span<float> physical = stackalloc float[1];
                buffer.Read(index, physical);
                value = physical[0];
                break;
        }

        return double.IsNaN(value) || value == invalid ? null : value;
    }

    private sealed class CountedStream(byte[] bytes, int[] pieces, Action onDispose) : ForwardStream
    {
        private readonly ForwardOnlyStream _inner = new(bytes, pieces);

        public override int Read(Span<byte> buffer) => _inner.Read(buffer);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                onDispose();
            }

            base.Dispose(disposing);
        }
    }
}
