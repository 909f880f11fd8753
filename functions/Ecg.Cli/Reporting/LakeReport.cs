using System.Text;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;

namespace Ecg.Cli.Reporting;

/// <summary>Writes a report on a lake as one HTML page that needs no server and no network; its script for sorting and filtering is optional.</summary>
/// <param name="database">The lake.</param>
/// <param name="lake">The lake's folder as the user wrote it.</param>
internal sealed class LakeReport(LakeDatabase database, string lake)
{
    /// <summary>The default number of recordings on a page.</summary>
    public const int UsualRecordings = 100;

    private readonly LakeContents _contents = new(database);
    private readonly LakeRecords _records = new(database);

    /// <summary>Writes the page. The same lake gives the same bytes.</summary>
    /// <param name="destination">The stream to write to; not disposed.</param>
    /// <param name="most">The maximum number of recordings, and of rejected files, to list.</param>
    /// <param name="cancellationToken">Cancels the operation; the destination may then contain a part of the page.</param>
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
        IReadOnlyList<double> heartRates = _contents.HeartRates(cancellationToken);
        IReadOnlyList<ReportedRecording> recordings = _contents.Recordings(most, cancellationToken);
        IReadOnlyList<RejectedFile> rejected = _contents.Rejected(most, cancellationToken);

        ReportFrame.Begin(html, lake, hasRecordings: recordings.Count > 0, hasHeartRates: heartRates.Count > 0);
        TotalsSection.Write(html, totals);
        QualitySection.Write(html, _contents.Datasets(cancellationToken), _contents.Leads(cancellationToken));
        HeartRateSection.Write(html, heartRates, totals.Recordings);
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

    // A damaged file is reported in its place; the page still shows the others.
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
