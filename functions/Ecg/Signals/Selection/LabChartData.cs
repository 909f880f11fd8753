using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>
/// ADInstruments' LabChart exports all channels and blocks end to end in one vector, <c>data</c>. The start and end of each
/// are in <c>datastart</c> and <c>dataend</c>, one row per channel and one column per block, counted from 1, or -1 if a channel has
/// no data in a block; <c>samplerate</c> and <c>unittextmap</c> (a row of <c>unittext</c>) have the same size, <c>titles</c> has one row per channel.
/// Values of 16 bits become physical ones with <c>scaleoffset</c>, which is added, and <c>scaleunits</c>, which then multiplies.
/// </summary>
/// <remarks>LabChart's help, "Exporting as a MATLAB file"; https://www.adinstruments.com/support/software.</remarks>
internal sealed class LabChartData
{
    private const int ReadBytes = 64 << 10;
    private const int MostChannels = 1024;

    private readonly SelectedSignal _signal;
    private readonly IReadOnlyList<MatVariable> _variables;
    private readonly List<Channel> _channels = [];

    private readonly ScratchShare _share;

    private LabChartData(SelectedSignal signal, IReadOnlyList<MatVariable> variables, ScratchShare share) =>
        (_signal, _variables, _share) = (signal, variables, share);

    /// <summary>Returns the channels of a signal in LabChart's form; <see langword="null"/> if it is not.</summary>
    /// <param name="signal">The signal. Its buffer is released if it is LabChart's.</param>
    /// <param name="variables">The file's variables.</param>
    /// <param name="share">The budget of memory and disk.</param>
    /// <exception cref="RejectedException">There are several blocks, or the indices are outside the vector.</exception>
    /// <exception cref="IOException">A temporary file failed.</exception>
    public static SelectedSignal? Of(SelectedSignal signal, IReadOnlyList<MatVariable> variables, ScratchShare share)
    {
        var data = new LabChartData(signal, variables, share);
        if (signal.Array.Path != "data" || !ArrayShape.IsVector(signal.Array)
            || data.Numbers("datastart") is not { Count: > 0 } starts || data.Numbers("dataend") is not { } ends || starts.Count != ends.Count)
        {
            return null;
        }

        try
        {
            return data.Take(starts, ends);
        }
        finally
        {
            signal.Dispose();
        }
    }

    private SelectedSignal Take(IReadOnlyList<double> starts, IReadOnlyList<double> ends)
    {
        IReadOnlyList<long> shape = Variable("datastart")!.Dimensions;
        ReadChannels(starts, ends, (int)shape[0]);
        var blocks = _channels.Select(channel => channel.Block).Distinct().Order().ToList();
        if (blocks.Count != 1)
        {
            throw new RejectedException(
                blocks.Count == 0 ? RejectionReason.EmptySignal : RejectionReason.AmbiguousSignal,
                blocks.Count == 0
                    ? "data is a LabChart export, and its datastart and dataend give no channel a sample. Check the export."
                    : $"data holds {blocks.Count} LabChart blocks ({DescribeBlocks(blocks)}), per datastart and dataend, with pauses between them: export one block per file.");
        }

        double? rate = _channels.Max(channel => channel.Rate);
        var kept = _channels.Where(channel => channel.Rate == rate).ToList();
        long length = kept.Max(channel => channel.Length);
        var others = _channels.Where(channel => channel.Rate != rate || channel.Length != length).ToList();
        kept = [.. kept.Where(channel => channel.Length == length)];
        return Take(kept, others, rate);
    }

    private SelectedSignal Take(List<Channel> kept, List<Channel> others, double? rate)
    {
        var buffer = new SampleBuffer(_signal.Array.StorageType, _share);
        try
        {
            kept.ForEach(channel => Copy(channel, buffer));
        }
        catch
        {
            buffer.Dispose();
            throw;
        }

        MatArray array = _signal.Array with { Dimensions = [kept[0].Length, kept.Count], ElementCount = kept[0].Length * kept.Count };
        var description = new SignalDescription
        {
            LeadNames = kept.TrueForAll(channel => channel.Title is not null) ? [.. kept.Select(channel => channel.Title!)] : null,
            Units = kept.TrueForAll(channel => channel.Unit is not null) ? [.. kept.Select(channel => channel.Unit!)] : null,
            Gains = kept.TrueForAll(channel => channel.Scale is not null) ? [.. kept.Select(channel => 1 / channel.Scale!.Value)] : null,
            Baselines = kept.TrueForAll(channel => channel.Scale is not null) ? [.. kept.Select(channel => -channel.Offset)] : null,
            SamplingRate = rate,
        };
        string[] issues = others.Count == 0
            ? []
            : [FormattableString.Invariant($"channels of another rate or length left out: {OneLine.List([.. others.Select(Describe)], 12)}")];
        return new SelectedSignal(array, buffer, issues, description);
    }

    private void ReadChannels(IReadOnlyList<double> starts, IReadOnlyList<double> ends, int channels)
    {
        if (channels is 0 or > MostChannels || starts.Count % channels != 0)
        {
            throw Misplaced("datastart");
        }

        IReadOnlyList<string>? titles = Variable("titles")?.Text;
        IReadOnlyList<string>? units = Variable("unittext")?.Text;
        IReadOnlyList<double>? unitOf = Numbers("unittextmap");
        IReadOnlyList<double>? rates = Numbers("samplerate");
        bool isScaled = ArrayShape.IsInteger(_signal.Array);
        IReadOnlyList<double>? scales = isScaled ? Numbers("scaleunits") : null;
        IReadOnlyList<double>? offsets = isScaled ? Numbers("scaleoffset") : null;
        for (int i = 0; i < starts.Count; i++)
        {
            (double start, double end) = (starts[i], ends[i]);
            if (!(start >= 1) || !(end >= start))
            {
                continue;
            }

            if (end > _signal.Array.ElementCount || start != Math.Truncate(start) || end != Math.Truncate(end))
            {
                throw Misplaced("dataend");
            }

            int channel = i % channels;
            string? title = titles?.ElementAtOrDefault(channel);
            _channels.Add(new Channel(
                string.IsNullOrWhiteSpace(title) ? null : OneLine.Clean(title),
                i / channels,
                (long)start - 1,
                (long)(end - start) + 1,
                UnitOf(units, Of(unitOf)),
                Of(rates) is > 0 and var rate ? rate : null,
                Of(scales) is { } scale and not 0 ? scale : null,
                Of(offsets) ?? 0));

            // One value for each channel of each block, for each channel, or for all.
            double? Of(IReadOnlyList<double>? values) =>
                values is null ? null : values.Count == 1 ? values[0] : values.Count == channels ? values[channel] : i < values.Count ? values[i] : null;
        }
    }

    private static string? UnitOf(IReadOnlyList<string>? units, double? row) =>
        row is >= 1 && units?.ElementAtOrDefault((int)Math.Min(row.Value, int.MaxValue) - 1) is { Length: > 0 } unit ? unit : null;

    private RejectedException Misplaced(string variable) => new(
        RejectionReason.CorruptFile,
        $"{variable} of LabChart does not fit data, which has {Counted.Of(_signal.Array.ElementCount, "sample")}: export the file again.");

    private string DescribeBlocks(List<int> blocks) => OneLine.List(
        [.. blocks.Select(block => FormattableString.Invariant($"block {block + 1} of {Counted.Of(_channels.Where(channel => channel.Block == block).Max(channel => channel.Length), "sample")}"))], 8);

    private static string Describe(Channel channel) => FormattableString.Invariant(
        $"{channel.Title ?? "a channel without a title"} ({Counted.Of(channel.Length, "sample")}{(channel.Rate is { } rate ? $" at {rate} Hz" : "")})");

    private void Copy(Channel channel, SampleBuffer to)
    {
        int size = to.Type.Size();
        byte[] bytes = new byte[ReadBytes];
        long end = (channel.Start + channel.Length) * size;
        for (long offset = channel.Start * size; offset < end; offset += ReadBytes)
        {
            Span<byte> block = bytes.AsSpan(0, (int)Math.Min(ReadBytes, end - offset));
            _signal.Buffer.ReadBytes(offset, block);
            to.Append(block);
        }
    }

    private MatVariable? Variable(string name) => _variables.FirstOrDefault(variable => variable.Name == name);

    private IReadOnlyList<double>? Numbers(string name) => Variable(name)?.Numbers;

    private sealed record Channel(string? Title, int Block, long Start, long Length, string? Unit, double? Rate, double? Scale, double Offset);
}
