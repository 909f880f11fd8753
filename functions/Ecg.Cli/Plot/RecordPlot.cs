using Ecg.Cli.Calls;
using Ecg.Cli.Files;
using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Querying;
using Ecg.Signals.Metadata;

namespace Ecg.Cli.Plot;

/// <summary>Draws a part of a recording of a lake into a file.</summary>
/// <param name="database">The lake.</param>
internal sealed class RecordPlot(LakeDatabase database)
{
    /// <summary>How many samples are drawn of a recording whose rate is unknown.</summary>
    private const long SamplesWithoutRate = 2500;

    /// <summary>The most samples that are drawn; more than any page has dots for.</summary>
    private const long MostSamples = 50_000_000;

    private readonly LakeRecords _records = new(database);

    /// <summary>Draws.</summary>
    /// <param name="name">The recording, as <see cref="LakeRecords.Find"/> takes it.</param>
    /// <param name="path">The picture's file, which tells its form by its extension; one that is there is replaced.</param>
    /// <param name="start">The first second, or <see langword="null"/> for the begin.</param>
    /// <param name="duration">The number of seconds, or <see langword="null"/> for the usual ten.</param>
    /// <param name="cancellationToken">Stops it; no half-written picture is left.</param>
    /// <returns>What was drawn.</returns>
    /// <exception cref="CommandException">There is no such recording, or no such part of it.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public PlotRequest Draw(string name, string path, double? start, double? duration, CancellationToken cancellationToken)
    {
        var format = FormatOf(path);
        var record = _records.Find(name, cancellationToken);
        var (first, count) = PartOf(record, start, duration);
        var leads = _records.LeadsOf(record, cancellationToken);
        var samples = _records.SamplesOf(record, leads, first, count, cancellationToken);
        var request = new PlotRequest
        {
            RecordId = record.FullName,
            Leads = [.. leads.Zip(samples, (lead, values) => new PlotLead(lead.Name, lead.Unit, values))],
            SamplingRate = record.SamplingRate,
            FirstSample = first,
            RecordSamples = record.Samples,
            RecordedAt = record.RecordedAt,
            Age = record.Age,
            Sex = record.Sex,
            Diagnoses = record.Diagnoses,
            Notes = [.. record.Issues.Select(issue => issue.Text)],
            Format = format,
        };
        WholeFile.Write(path, file => EcgPlot.Render(request, file, cancellationToken));
        return request;
    }

    private static PlotFormat FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PNG" => PlotFormat.Png,
        ".SVG" => PlotFormat.Svg,
        _ => throw CommandException.WrongCall($"--out takes a name that ends in .png or .svg, not '{path}'."),
    };

    private static (long First, int Count) PartOf(RecordRow record, double? start, double? duration)
    {
        if (record.SamplingRate is not { } rate)
        {
            return start is null && duration is null
                ? (0, (int)Math.Min(record.Samples, SamplesWithoutRate))
                : throw CommandException.WrongCall(
                    $"the sampling rate of '{record.FullName}' is unknown, so --start and --duration mean nothing; convert it with --fs HZ.");
        }

        var first = Math.Round((start ?? 0) * rate);
        if (first >= record.Samples)
        {
            throw CommandException.WrongCall(string.Create(
                null, $"'{record.FullName}' has {record.Samples / rate:0.###} s: --start {start} is behind its end."));
        }

        var count = Math.Min(Math.Max(1, Math.Round((duration ?? PlotRequest.DefaultSeconds) * rate)), record.Samples - first);
        return count <= MostSamples
            ? ((long)first, (int)count)
            : throw CommandException.WrongCall($"--duration is too long to be drawn: {count} samples; at most {MostSamples} are.");
    }
}
