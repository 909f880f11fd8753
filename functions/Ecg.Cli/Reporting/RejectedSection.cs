using Ecg.Cli.Invocation;

namespace Ecg.Cli.Reporting;

/// <summary>The files that could not be converted.</summary>
internal static class RejectedSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="html">The writer.</param>
    /// <param name="files">The files to show.</param>
    /// <param name="total">The total number of files.</param>
    /// <param name="lake">The lake's folder.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<RejectedFile> files, long total, string lake)
    {
        html.Write($"""
            <section aria-labelledby="rejected">
            <h2 id="rejected">Rejected files</h2>
            """);
        if (files.Count == 0)
        {
            html.Write($"<p>No file was rejected.</p>\n</section>");
            return;
        }

        html.Write($"<p class=\"note\">The files themselves are unchanged. Fix a file and convert its folder again to add it to the recordings.</p>");
        if (files.Count < total)
        {
            html.Write($"""
                <p class="note">These are the first {files.Count} of {total} by dataset and name.
                <code>ecg query --lake {ShellWord.Quote(lake)} --named rejected-files</code> lists them all.</p>
                """);
        }

        html.Write($"""
            <table role="table">
            <caption>Files that could not be converted, and why</caption>
            <thead role="rowgroup">
            <tr role="row">
            <th role="columnheader" scope="col">File</th>
            <th role="columnheader" scope="col">Reason</th>
            <th role="columnheader" scope="col">Problem and fix</th>
            </tr>
            </thead>
            <tbody role="rowgroup">
            """);
        foreach (RejectedFile file in files)
        {
            html.Write($"""
                <tr role="row">
                <th role="rowheader" scope="row"><bdi class="dataset">{file.Dataset}</bdi> <bdi>{file.RecordId}</bdi></th>
                <td role="cell" data-label="Reason"><code>{file.Reason}</code></td>
                <td role="cell" data-label="Detail"><bdi>{file.Detail}</bdi><br><span class="source">{file.Source}</span></td>
                </tr>
                """);
        }

        html.Write($"</tbody>\n</table>\n</section>");
    }
}
