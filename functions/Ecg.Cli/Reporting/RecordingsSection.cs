using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;

namespace Ecg.Cli.Reporting;

/// <summary>The recordings, one per row.</summary>
internal static class RecordingsSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="html">The writer.</param>
    /// <param name="recordings">The recordings to show.</param>
    /// <param name="total">The total number of recordings.</param>
    /// <param name="lake">The lake's folder.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<ReportedRecording> recordings, long total, string lake)
    {
        html.Write($"""
            <section aria-labelledby="recordings">
            <h2 id="recordings">Recordings</h2>
            """);
        if (recordings.Count == 0)
        {
            html.Write($"<p>The lake has no recordings yet.</p>\n</section>");
            return;
        }

        if (recordings.Count < total)
        {
            html.Write($"""
                <p class="note">These are the worst {recordings.Count} of {total}. 'ecg report --limit {total}' shows all,
                <code>ecg query --lake {ShellWord.Quote(lake)} --named quality-report</code> lists them, and 'ecg view' browses them.</p>
                """);
        }

        // The roles preserve the table where a narrow screen shows its rows as cards.
        html.Write($"""
            <div class="tools" id="tools" hidden="hidden"></div>
            <table role="table" id="recordings-table">
            <caption>The table <code>records</code>, worst first; each name links to its strip</caption>
            <thead role="rowgroup">
            <tr role="row">
            <th role="columnheader" scope="col">Recording</th>
            <th role="columnheader" scope="col">Quality</th>
            <th role="columnheader" scope="col">Diagnoses</th>
            <th role="columnheader" scope="col">Heart rate</th>
            <th role="columnheader" scope="col">Leads</th>
            <th role="columnheader" scope="col">Rate</th>
            <th role="columnheader" scope="col">Duration</th>
            <th role="columnheader" scope="col">Patient</th>
            <th role="columnheader" scope="col">Format</th>
            </tr>
            </thead>
            <tbody role="rowgroup">
            """);
        foreach (ReportedRecording recording in recordings)
        {
            WriteRow(html, recording);
        }

        html.Write($"</tbody>\n</table>\n</section>");
    }

    private static void WriteRow(HtmlWriter html, ReportedRecording recording)
    {
        RecordRow row = recording.Row;
        html.Write($"""
            <tr role="row" data-strip="{recording.Anchor}" data-quality="{recording.Quality}" data-rate="{row.HeartRate ?? -1:0.##}" data-seconds="{row.Samples / row.SamplingRate ?? -1:0.##}">
            <th role="rowheader" scope="row"><bdi class="dataset">{row.Dataset}</bdi> <a href="#{recording.Anchor}"><bdi>{row.RecordId}</bdi></a></th>
            <td role="cell" data-label="Quality">
            """);
        QualityMark.WriteWord(html, recording.Quality);
        QualityMark.WriteReasons(html, recording);
        html.Write($"""
            </td>
            <td role="cell" data-label="Diagnoses"><bdi>{ReportText.Diagnoses(row.Diagnoses)}</bdi></td>
            <td role="cell" class="short" data-label="Heart rate">{ReportText.HeartRate(row.HeartRate)}</td>
            <td role="cell" data-label="Leads"><bdi>{ReportText.Leads(recording.Leads)}</bdi></td>
            <td role="cell" class="short" data-label="Rate">{ReportText.Rate(row.SamplingRate)}</td>
            <td role="cell" class="short" data-label="Duration">{ReportText.Duration(row.SamplingRate, row.Samples)}</td>
            <td role="cell" data-label="Patient"><bdi>{ReportText.Patient(row.Age, row.Sex)}</bdi></td>
            <td role="cell" class="short" data-label="Format">{recording.Format ?? ReportText.NotStated}</td>
            </tr>
            """);
    }
}
