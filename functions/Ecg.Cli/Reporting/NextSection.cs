using Ecg.Cli.Invocation;

namespace Ecg.Cli.Reporting;

/// <summary>Next steps.</summary>
internal static class NextSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<ReportedRecording> recordings, string lake)
    {
        string folder = ShellWord.Quote(lake);
        html.Write($"""
            <section aria-labelledby="next">
            <h2 id="next">Next steps</h2>
            <dl class="next">
            """);
        Entry(html, "List the columns", $"ecg query --lake {folder} \"describe samples\"");
        Entry(html, "Find recordings that need attention", $"ecg query --lake {folder} \"select dataset, record_id, quality, issues from records where quality <> 'good'\"");
        Entry(html, "Count recordings by diagnosis", $"ecg query --lake {folder} --named recordings-by-diagnosis");
        if (recordings.Count > 0)
        {
            Entry(html, "Draw a recording on ECG paper", $"ecg plot {ShellWord.Quote(recordings[0].Row.FullName)} --lake {folder} --out recording.svg");
        }

        Entry(html, "Convert your own recordings", $"ecg convert FOLDER --out {folder}");
        html.Write($"</dl>\n</section>");
    }

    private static void Entry(HtmlWriter html, string question, string call) =>
        html.Write($"<dt>{question}</dt><dd><code>{call}</code></dd>");
}
