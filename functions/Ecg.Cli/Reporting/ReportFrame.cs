using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Ecg.Cli.Invocation;

namespace Ecg.Cli.Reporting;

/// <summary>What stands before and after the sections of the page.</summary>
internal static class ReportFrame
{
    // The page in the browser has the same colours.
    private static readonly string Style = Read("page/colours.css") + Read("report.css");
    private static readonly string Script = Read("report.js");

    // The hash lets this one script run, and no other that a name in a file might be taken for.
    private static readonly string ScriptHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));

    /// <summary>Writes all up to the first section.</summary>
    /// <param name="html">Takes it.</param>
    /// <param name="lake">The lake's folder.</param>
    /// <param name="hasRecordings">Whether there are sections to lead to that only recordings have.</param>
    /// <param name="hasHeartRates">Whether there is a section to lead to for them.</param>
    public static void Begin(HtmlWriter html, string lake, bool hasRecordings, bool hasHeartRates)
    {
        // The policy holds even if the page is wrong: a browser fetches nothing for it and runs but the one script.
        html.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{ScriptHash}'; base-uri 'none'; form-action 'none'">
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
            """);
        WriteLink(html, "quality", "Quality", hasRecordings);
        WriteLink(html, "heart-rates", "Heart rates", hasHeartRates);
        WriteLink(html, "recordings", "Recordings", isThere: true);
        WriteLink(html, "strips", "Strips", hasRecordings);
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
    public static void End(HtmlWriter html)
    {
        html.Write($"""
            </main>
            <footer>
            <p>Made by ecg {ProgramVersion.Text}. Not for diagnosis.</p>
            </footer>
            """);
        html.Output.Write($"<script>{Script}</script>\n</body>\n</html>\n");
    }

    private static void WriteLink(HtmlWriter html, string section, string name, bool isThere)
    {
        if (isThere)
        {
            html.Write($"<li><a href=\"#{section}\">{name}</a></li>");
        }
    }

    private static string Read(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
