using System.Reflection;
using Ecg.Cli.Calls;

namespace Ecg.Cli.Reporting;

/// <summary>What stands before and after the sections of the page.</summary>
internal static class ReportFrame
{
    private const string StyleResource = "report.css";

    private static readonly string Style = ReadStyle();

    /// <summary>Writes all up to the first section.</summary>
    /// <param name="html">Takes it.</param>
    /// <param name="lake">The lake's folder.</param>
    /// <param name="hasStrips">Whether there is a section to lead to for them.</param>
    public static void Begin(HtmlWriter html, string lake, bool hasStrips)
    {
        // The policy holds even if the page is wrong: a browser fetches nothing and runs nothing for it.
        html.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="ecg {ProgramVersion.Text}">
            <title>ECG report: {lake}</title>
            <style>
            """);
        html.Output.Write(Style);
        html.Write($"""
            </style>
            </head>
            <body>
            <header>
            <h1>ECG report</h1>
            <p>What is in the lake <code>{lake}</code>: the recordings that were converted, how good they are, and the files that were not.</p>
            <nav aria-label="Parts of this page">
            <ul>
            <li><a href="#recordings">Recordings</a></li>
            """);
        if (hasStrips)
        {
            html.Write($"<li><a href=\"#strips\">Strips</a></li>");
        }

        html.Write($"""
            <li><a href="#rejected">Rejected files</a></li>
            <li><a href="#next">What to type next</a></li>
            </ul>
            </nav>
            </header>
            <main>
            """);
    }

    /// <summary>Writes all that comes after the last section.</summary>
    public static void End(HtmlWriter html) => html.Write($"""
        </main>
        <footer>
        <p>Made by ecg {ProgramVersion.Text}. Not for diagnosis.</p>
        </footer>
        </body>
        </html>
        """);

    private static string ReadStyle()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(StyleResource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
