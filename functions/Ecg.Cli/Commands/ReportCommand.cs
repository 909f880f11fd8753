using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ecg.Cli.Files;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;
using Ecg.Cli.Reporting;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg report</c>: writes an HTML report on a lake.</summary>
internal sealed class ReportCommand : EcgCommand
{
    private readonly CommandOutput _output;

    private readonly LakeOption _lake = new("The lake's folder.");

    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "The page to write; an existing file is replaced.",
        HelpName = "FILE.html",
        Required = true,
    };

    private readonly Option<int> _limit = new("--limit")
    {
        Description = "The maximum number of recordings, and of rejected files, to list.",
        HelpName = "N",
        DefaultValueFactory = _ => LakeReport.UsualRecordings,
        CustomParser = ParseLimit,
    };

    public ReportCommand(CommandOutput output)
        : base("report", "Show a lake on one HTML page: recordings, quality, a strip of each, rejected files.")
    {
        _output = output;
        Add(_lake);
        Add(_out);
        Add(_limit);
        SetAction((call, cancellationToken) => Task.FromResult(Run(call, cancellationToken)));
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        The page is a single file that works in any browser, offline and without scripts.
        Exit status: 0 written; 3 the lake or the page cannot be read or written; 64 usage error.
        """,
    ];

    public override IReadOnlyList<string> Examples { get; } = ["ecg report --lake lake --out report.html"];

    private static int ParseLimit(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 0)
        {
            return limit;
        }

        result.AddError($"--limit takes a whole number of recordings, 1 or more, not '{text}'.");
        return 0;
    }

    private int Run(ParseResult call, CancellationToken cancellationToken)
    {
        (string? lake, string? path) = (_lake.Of(call), call.GetRequiredValue(_out));
        if (Path.GetExtension(path).Equals(".pdf", StringComparison.OrdinalIgnoreCase))
        {
            throw CommandException.UsageError(
                $"a report is an HTML page, not a PDF: write '{Path.ChangeExtension(path, ".html")}', open it in a browser, and print it to PDF.");
        }

        using var database = LakeDatabase.Open(lake, _output.Message);
        WholeFile.Write(path, page => new LakeReport(database, lake).Write(page, call.GetRequiredValue(_limit), cancellationToken));
        _output.Message($"The report is {path}.");
        return ExitStatus.Success;
    }
}
