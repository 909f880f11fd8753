using System.Text;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;

namespace Ecg.Cli.Reporting;

/// <summary>A lake on one HTML page that needs no server and no network; its script sorts and filters, and it does without.</summary>
/// <param name="database">The lake.</param>
/// <param name="lake">The lake's folder as its user writes it.</param>
internal sealed class LakeReport(LakeDatabase database, string lake)
{
    /// <summary>How many recordings a page shows unless more are asked for.</summary>
    public const int UsualRecordings = 100;

    private readonly LakeContents _contents = new(database);
    private readonly LakeRecords _records = new(database);

    /// <summary>Writes the page. The same lake gives the same bytes.</summary>
    /// <param name="destination">Takes the page; not disposed of.</param>
    /// <param name="most">The most recordings, and the most rejected files, that are shown one by one.</param>
    /// <param name="cancellationToken">Stops it; the destination may then hold a part of the page.</param>
    /// <exception cref="CommandException">The lake cannot be read.</exception>
    /// <exception cref="IOException">The destination failed.</exception>
    public void Write(Stream destination, int most, CancellationToken cancellationToken)
    {
        using var text = new StreamWriter(destination, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true)
        {
            NewLine = "\n",
        };
        var html = new HtmlWriter(text);
        LakeTotals totals = _contents.Totals(cancellationToken);
        IReadOnlyDictionary<(string Dataset, string RecordId), double> heartRates = HeartRates.Read(database, cancellationToken);
        IReadOnlyList<ReportedRecording> recordings = _contents.Recordings(most, heartRates, cancellationToken);
        IReadOnlyList<RejectedFile> rejected = _contents.Rejected(most, cancellationToken);

        ReportFrame.Begin(html, lake, hasRecordings: recordings.Count > 0, hasHeartRates: heartRates.Count > 0);
        TotalsSection.Write(html, totals);
        QualitySection.Write(html, _contents.Datasets(cancellationToken), _contents.Leads(cancellationToken));
        HeartRateSection.Write(html, [.. heartRates.Values], totals.Recordings);
        RecordingsSection.Write(html, recordings, totals.Recordings, lake);
        WriteStrips(html, recordings, cancellationToken);
        RejectedSection.Write(html, rejected, totals.Rejected, lake);
        NextSection.Write(html, recordings, lake);
        ReportFrame.End(html);
    }

    private void WriteStrips(HtmlWriter html, IReadOnlyList<ReportedRecording> recordings, CancellationToken cancellationToken)
    {
        if (recordings.Count == 0)
        {
            return;
        }

        StripsSection.Begin(html, recordings.Count);
        foreach (ReportedRecording recording in recordings)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StripsSection.Write(html, recording, TryDraw(recording.Row, cancellationToken, out string? problem), problem);
        }

        StripsSection.End(html);
    }

    // One damaged file says so in its place; the page is there for all the others.
    private Strip? TryDraw(RecordRow record, CancellationToken cancellationToken, out string problem)
    {
        try
        {
            problem = "";
            return Draw(record, cancellationToken);
        }
        catch (CommandException error)
        {
            problem = error.Message;
            return null;
        }
    }

    private Strip Draw(RecordRow record, CancellationToken cancellationToken)
    {
        var place = StripPlace.Of(_records, record, cancellationToken);
        IReadOnlyList<float[]> samples = _records.SamplesOf(record, [place.Lead], place.First, Strip.SamplesOf(record), cancellationToken);
        return Strip.Arrange(record, place, samples[0]);
    }
}
