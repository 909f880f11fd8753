using Ecg.Cli.Invocation;

namespace Ecg.Cli.Reporting;

/// <summary>What to type next.</summary>
internal static class NextSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<ReportedRecording> recordings, string lake)
    {
        string folder = ShellWord.Quote(lake);
        html.Write($"""
            <section aria-labelledby="next">
            <h2 id="next">What to type next</h2>
            <dl class="next">
            """);
        Entry(html, "Which columns there are", $"ecg query --lake {folder} \"describe samples\"");
        Entry(html, "What needs attention", $"ecg query --lake {folder} \"select dataset, record_id, quality, issues from records where quality <> 'good'\"");
        Entry(html, "How often each diagnosis is named", $"ecg query --lake {folder} --named recordings-by-diagnosis");
        if (recordings.Count > 0)
        {
            Entry(html, "A recording on ECG paper, all of its leads", $"ecg plot {ShellWord.Quote(recordings[0].Row.FullName)} --lake {folder} --out recording.svg");
        }

        Entry(html, "Recordings of your own", $"ecg convert FOLDER --out {folder}");
        html.Write($"</dl>\n</section>");
    }

    private static void Entry(HtmlWriter html, string question, string call) =>
        html.Write($"<dt>{question}</dt><dd><code>{call}</code></dd>");
}
