using System.Globalization;
using System.Text;
using Ecg.Annotations;
using Ecg.Cli.Files;
using Ecg.Cli.Querying;
using Ecg.Formats.Wfdb;
using Ecg.Formats.Wfdb.Writing;

namespace Ecg.Cli.Exporting;

/// <summary>Writes a recording of a lake as a WFDB record: a signal file, annotation files, and last the header.</summary>
/// <param name="database">The lake.</param>
internal sealed class WfdbExport(LakeDatabase database)
{
    // The maximum row group of the lake, so that each is read once.
    private const int BlockSamples = 131_072;

    private readonly LakeRecords _records = new(database);

    /// <summary>Writes a recording; existing files are replaced.</summary>
    /// <param name="name">The recording, as <see cref="LakeRecords.Find"/> accepts it.</param>
    /// <param name="folder">The folder, created if missing.</param>
    /// <param name="cancellationToken">Cancels the operation; no half-written file is left.</param>
    /// <exception cref="Invocation.CommandException">There is no such recording.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public ExportedRecord Write(string name, string folder, CancellationToken cancellationToken)
    {
        RecordRow record = _records.Find(name, cancellationToken);
        IReadOnlyList<LakeLead> leads = _records.LeadsOf(record, cancellationToken);
        string wfdbName = NameOf(record);
        (AdcScale[] scales, int format) = Survey(record, leads, cancellationToken);

        FolderPath.RefuseFileInTheWay(folder, "--out");
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        string PathOf(string extension)
        {
            files.Add(Path.Combine(folder, $"{wfdbName}.{extension}"));
            return files[^1];
        }

        string header = PathOf("hea");
        WfdbSignal[] signals = [.. leads.Select((lead, i) => SignalOf(lead, scales[i], $"{wfdbName}.dat", format))];
        WholeFile.Write(PathOf("dat"), file => WriteSamples(file, record, leads, scales, signals, cancellationToken));
        foreach ((string annotator, WfdbAnnotations annotations) in AnnotationsOf(record, leads, cancellationToken))
        {
            WholeFile.Write(PathOf(annotator), file => WfdbAnnotationWriter.Write(file, annotations));
        }

        string text = WfdbHeaderWriter.Write(HeaderOf(record, wfdbName, signals, cancellationToken));
        WholeFile.Write(header, file => file.Write(Encoding.UTF8.GetBytes(text)));
        return new ExportedRecord(record.FullName, record.Samples, files, [.. Remarks(record, leads, scales)]);
    }

    // header(5): letters, digits, hyphens and underscores.
    private static string NameOf(RecordRow record) => string.Concat(
        record.RecordId[(record.RecordId.LastIndexOf('/') + 1)..].Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));

    private (AdcScale[] Scales, int Format) Survey(RecordRow record, IReadOnlyList<LakeLead> leads, CancellationToken cancellationToken)
    {
        LeadSurvey[] surveys = [.. leads.Select(lead => new LeadSurvey(lead))];
        foreach (IReadOnlyList<float[]> block in BlocksOf(record, leads, cancellationToken))
        {
            for (int lead = 0; lead < surveys.Length; lead++)
            {
                surveys[lead].Add(block[lead]);
            }
        }

        AdcScale[] scales = [.. surveys.Select(survey => survey.Choose())];
        return (scales, FormatFor([.. surveys.Zip(scales, (survey, scale) => survey.RangeOf(scale))]));
    }

    // signal(5): the lowest value of each format marks a missing sample. All signals of a file have one format.
    private static int FormatFor(IReadOnlyList<(double Lowest, double Highest)> ranges)
    {
        (double lowest, double highest) = (ranges.Min(range => range.Lowest), ranges.Max(range => range.Highest));
        int[] formats = [16, 24];
        return formats.FirstOrDefault(format => lowest > WfdbFormat.InvalidSample(format) && highest < -WfdbFormat.InvalidSample(format), 32);
    }

    private IEnumerable<IReadOnlyList<float[]>> BlocksOf(RecordRow record, IReadOnlyList<LakeLead> leads, CancellationToken cancellationToken)
    {
        for (long first = 0L; first < record.Samples; first += BlockSamples)
        {
            yield return _records.SamplesOf(record, leads, first, (int)Math.Min(BlockSamples, record.Samples - first), cancellationToken);
        }
    }

    private static WfdbSignal SignalOf(LakeLead lead, AdcScale scale, string fileName, int format) => new()
    {
        FileName = fileName,
        Format = format,
        Gain = scale.Gain,
        IsCalibrated = true,
        Baseline = scale.Baseline,
        Units = string.Concat(scale.Unit.Select(letter => char.IsWhiteSpace(letter) ? '_' : letter)),
        Description = lead.Name,
    };

    // The header needs the initial values and the checksums, which are computed on the way.
    private void WriteSamples(
        Stream file, RecordRow record, IReadOnlyList<LakeLead> leads, AdcScale[] scales, WfdbSignal[] signals, CancellationToken cancellationToken)
    {
        using var output = new BufferedStream(file, 1 << 20);
        int[] frames = new int[leads.Count * BlockSamples];
        long[] sums = new long[leads.Count];
        bool isFirst = true;
        foreach (IReadOnlyList<float[]> block in BlocksOf(record, leads, cancellationToken))
        {
            int count = block[0].Length;
            for (int lead = 0; lead < block.Count; lead++)
            {
                sums[lead] += Interleave(block[lead], scales[lead], signals[lead].Format, frames.AsSpan(0, count * block.Count), lead, block.Count);
                signals[lead] = isFirst ? signals[lead] with { InitialValue = frames[lead] } : signals[lead];
            }

            isFirst = false;
            WfdbSignalWriter.Write(output, signals[0].Format, frames.AsSpan(0, count * block.Count));
        }

        for (int lead = 0; lead < signals.Length; lead++)
        {
            signals[lead] = signals[lead] with { Checksum = unchecked((short)sums[lead]) };
        }
    }

    private static long Interleave(ReadOnlySpan<float> values, AdcScale scale, int format, Span<int> frames, int lead, int leads)
    {
        int none = WfdbFormat.InvalidSample(format)!.Value;
        long sum = 0L;
        for (int i = 0; i < values.Length; i++)
        {
            int stored = float.IsNaN(values[i]) ? none : (int)scale.Of(values[i]);
            frames[(i * leads) + lead] = stored;
            sum += stored;
        }

        return sum;
    }

    private IReadOnlyDictionary<string, WfdbAnnotations> AnnotationsOf(RecordRow record, IReadOnlyList<LakeLead> leads, CancellationToken cancellationToken)
    {
        IReadOnlyList<Annotation> annotations = _records.AnnotationsOf(record, cancellationToken);
        return WfdbAnnotationSets.Of(annotations, [.. leads.Select(lead => lead.Name)], record.Samples, record.SamplingRate);
    }

    private WfdbHeader HeaderOf(RecordRow record, string name, WfdbSignal[] signals, CancellationToken cancellationToken)
    {
        double rate = record.SamplingRate ?? WfdbHeader.DefaultSamplingFrequency;
        return new WfdbHeader
        {
            FileName = $"{name}.hea",
            RecordName = name,
            SignalCount = signals.Length,
            Signals = signals,
            SamplingFrequency = rate,
            HasSamplingFrequency = record.SamplingRate is not null,
            CounterFrequency = rate,
            SampleCount = record.Samples,
            BaseTime = record.RecordedAt is { } at ? TimeOnly.FromDateTime(at) : null,
            BaseDate = record.RecordedAt is { } on ? DateOnly.FromDateTime(on) : null,
            Comments = [.. CommentsOf(record), .. _records.CommentsOf(record, cancellationToken)],
        };
    }

    // The fields of the PhysioNet challenges' headers.
    private static IEnumerable<string> CommentsOf(RecordRow record)
    {
        if (record.Age is { } age)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Age: {age}");
        }

        if (record.Sex is { } sex)
        {
            yield return $"Sex: {sex}";
        }

        if (record.Diagnoses.Count > 0)
        {
            yield return $"Dx: {string.Join(',', record.Diagnoses)}";
        }
    }

    private static IEnumerable<string> Remarks(RecordRow record, IReadOnlyList<LakeLead> leads, AdcScale[] scales)
    {
        for (int i = 0; i < scales.Length; i++)
        {
            if (!scales[i].IsExact)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{leads[i].Name}: ADC values unknown, stored in 16 bits with {scales[i].Gain:0.######} adu/{scales[i].Unit}; off by at most {scales[i].LargestError:0.########} {scales[i].Unit}.");
            }
        }

        if (record.SamplingRate is null)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The sampling rate is unknown and left out of the header, so readers assume {WfdbHeader.DefaultSamplingFrequency} Hz.");
        }
    }
}
