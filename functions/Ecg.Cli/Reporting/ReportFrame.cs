using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Ecg.Cli.Invocation;

namespace Ecg.Cli.Reporting;

/// <summary>The beginning and the end of the page.</summary>
internal static class ReportFrame
{
    // The page in the browser has the same colours.
    private static readonly string Style = Read("page/colours.css") + Read("report.css");
    private static readonly string Script = Read("report.js");

    // The hash allows only this script, and none that comes from a name in a file.
    private static readonly string ScriptHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));

    /// <summary>Writes everything before the first section.</summary>
    /// <param name="html">The writer.</param>
    /// <param name="lake">The lake's folder.</param>
    /// <param name="hasRecordings">Whether the page has the sections about recordings.</param>
    /// <param name="hasHeartRates">Whether the page has the section about heart rates.</param>
    public static void Begin(HtmlWriter html, string lake, bool hasRecordings, bool hasHeartRates)
    {
        // The policy is a second line of defence: a browser loads nothing for the page and runs only this script.
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
            <p>The recordings in the lake <code>{lake}</code>, their quality, and the files that could not be converted.</p>
            <nav aria-label="On this page">
            <ul>
            """);
        WriteLink(html, "quality", "Quality", hasRecordings);
        WriteLink(html, "heart-rates", "Heart rates", hasHeartRates);
        WriteLink(html, "recordings", "Recordings", isThere: true);
        WriteLink(html, "strips", "Strips", hasRecordings);
        html.Write($"""
            <li><a href="#rejected">Rejected files</a></li>
            <li><a href="#next">Next steps</a></li>
            </ul>
            </nav>
            </header>
            <main>
            """);
    }

    /// <summary>Writes everything after the last section.</summary>
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
