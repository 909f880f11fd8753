using Ecg.Annotations;
using Ecg.Cli.Files;
using Ecg.Cli.Invocation;
using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Querying;
using Ecg.Signals;

namespace Ecg.Cli.Plot;

/// <summary>Draws a part of a recording in a lake to a file.</summary>
/// <param name="database">The lake.</param>
internal sealed class RecordPlot(LakeDatabase database)
{
    /// <summary>The number of samples to draw if the sampling rate is unknown.</summary>
    private const long SamplesWithoutRate = 2500;

    // More than a page holds at the slowest speed, so that hardly any samples are read in vain.
    private const double MostMillimetresOnPage = 30 * TimeScale.MarksPerLine * TimeScale.MarkMillimetres;

    /// <summary>The maximum number of pages of a document.</summary>
    private const int MostPages = 500;

    private readonly LakeRecords _records = new(database);

    /// <summary>Draws a recording.</summary>
    /// <param name="name">The recording, as <see cref="LakeRecords.Find"/> accepts it.</param>
    /// <param name="path">The file, whose extension determines the format; an existing one is replaced.</param>
    /// <param name="choice">The options.</param>
    /// <param name="cancellationToken">Cancels the operation; no half-written picture is left.</param>
    /// <returns>The part that was drawn.</returns>
    /// <exception cref="CommandException">There is no such recording, or no such part of it.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public DrawnPart Draw(string name, string path, PlotChoice choice, CancellationToken cancellationToken)
    {
        PlotFormat format = FormatOf(path);
        RecordRow record = _records.Find(name, cancellationToken);
        (long first, long count) = PartOf(record, choice);
        IReadOnlyList<LakeLead> leads = LeadsOf(record, choice, cancellationToken);
        long perPage = MostOnPage(record, choice);
        int drawn = 0;
        WholeFile.Write(path, file => drawn = format == PlotFormat.Pdf
            ? EcgPlot.RenderPages(NextPage(), record.FullName, file, cancellationToken)
            : EcgPlot.Render(RequestFor(0, Math.Min(count, perPage)) with { Format = format }, file, cancellationToken));
        return new DrawnPart(record.FullName, leads.Count, drawn, record.Samples, record.SamplingRate);

        Func<int, PlotRequest?> NextPage()
        {
            int pages = 0;
            return done => done < count && pages++ < MostPages
                ? RequestFor(done, Math.Min(count - done, perPage)) with { Format = PlotFormat.Pdf }
                : null;
        }

        PlotRequest RequestFor(long after, long samples) =>
            Request(record, leads, choice, first + after, (int)samples, cancellationToken);
    }

    private PlotRequest Request(
        RecordRow record, IReadOnlyList<LakeLead> leads, PlotChoice choice, long first, int count, CancellationToken cancellationToken)
    {
        IReadOnlyList<float[]> samples = _records.SamplesOf(record, leads, first, count, cancellationToken);
        // Missing samples are visible as gaps.
        ILookup<string?, PlotStretch> stretches = _records.StretchesOf(record, first, count, cancellationToken)
            .Where(stretch => stretch.Kind != AnnotationKind.Missing)
            .ToLookup(stretch => stretch.Lead, stretch => new PlotStretch(stretch.Kind, (int)Math.Max(0, stretch.Start - first), (int)Math.Min(count, stretch.End - first)));
        return new PlotRequest
        {
            RecordId = record.FullName,
            Leads = [.. leads.Zip(samples, (lead, values) => new PlotLead(lead.Name, lead.Unit, values) { Stretches = [.. stretches[lead.Name], .. stretches[null]] })],
            SamplingRate = record.SamplingRate,
            FirstSample = first,
            RecordSamples = record.Samples,
            RecordedAt = record.RecordedAt,
            Age = record.Age,
            Sex = record.Sex,
            Diagnoses = record.Diagnoses,
            Quality = QualityOf(record),
            HeartRateBpm = record.HeartRate,
            Beats = choice.MarksBeats ? _records.BeatsOf(record, first, count, cancellationToken) : [],
            Speed = choice.Speed,
            Amplitude = choice.Amplitude,
            Notes = [.. record.Issues.Select(issue => issue.Text)],
        };
    }

    private static string? QualityOf(RecordRow record)
    {
        if (record.Quality is not { } word)
        {
            return null;
        }

        IReadOnlyList<string> reasons = IssueSummary.Of([.. record.Issues.Where(LowersQuality)], record.LeadCount);
        return reasons.Count == 0 ? $"Quality {word}" : $"Quality {word} ({string.Join("; ", reasons)})";
    }

    private static bool LowersQuality(Issue issue) =>
        issue.Lead is not null || IssueText.RecordingKinds.Any(kind => issue.Kind.StartsWith(kind, StringComparison.Ordinal));

    private IReadOnlyList<LakeLead> LeadsOf(RecordRow record, PlotChoice choice, CancellationToken cancellationToken)
    {
        IReadOnlyList<LakeLead> all = _records.LeadsOf(record, cancellationToken);
        return choice.Leads is null ? all : [.. choice.Leads.Select(wanted => Find(wanted, all, record))];
    }

    private static LakeLead Find(string wanted, IReadOnlyList<LakeLead> leads, RecordRow record) =>
        leads.FirstOrDefault(lead => lead.Name == wanted)
        ?? leads.FirstOrDefault(lead => lead.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase) || lead.ColumnName.Equals(wanted, StringComparison.OrdinalIgnoreCase))
        ?? throw CommandException.UsageError(
            $"'{record.FullName}' has no lead '{wanted}'; its leads are {string.Join(", ", leads.Select(lead => lead.Name))}.");

    private static PlotFormat FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PNG" => PlotFormat.Png,
        ".SVG" => PlotFormat.Svg,
        ".PDF" => PlotFormat.Pdf,
        _ => throw CommandException.UsageError($"--out takes a name that ends in .png, .svg or .pdf, not '{path}'."),
    };

    private static long MostOnPage(RecordRow record, PlotChoice choice) => record.SamplingRate is { } rate
        ? (long)Math.Clamp(Math.Ceiling(MostMillimetresOnPage / choice.Speed * rate), 1, Array.MaxLength)
        : SamplesWithoutRate;

    private static (long First, long Count) PartOf(RecordRow record, PlotChoice choice)
    {
        if (record.SamplingRate is not { } rate)
        {
            return choice is { Start: null, Duration: null }
                ? (0, Math.Min(record.Samples, SamplesWithoutRate))
                : throw CommandException.UsageError(
                    $"the sampling rate of '{record.FullName}' is unknown, so --start and --duration cannot be used; convert it with --fs HZ.");
        }

        double first = Math.Round((choice.Start ?? 0) * rate);
        if (first >= record.Samples)
        {
            throw CommandException.UsageError(string.Create(
                null, $"'{record.FullName}' is {record.Samples / rate:0.###} s long: --start {choice.Start} is past the end."));
        }

        double count = Math.Min(Math.Max(1, Math.Round((choice.Duration ?? PlotRequest.DefaultSeconds) * rate)), record.Samples - first);
        return ((long)first, (long)count);
    }
}
