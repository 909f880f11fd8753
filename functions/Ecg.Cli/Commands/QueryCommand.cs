using System.CommandLine;
using DuckDB.NET.Data;
using Ecg.Aws.Accounts;
using Ecg.Aws.Buckets;
using Ecg.Cli.Cloud;
using Ecg.Cli.Files;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg query</c>: queries a lake with SQL.</summary>
internal sealed class QueryCommand : EcgCommand
{
    private const string StandardInput = "-";
    private const string Table = "table";
    private const string Vertical = "vertical";
    private const string Markdown = "markdown";
    private const string Csv = "csv";
    private const string Json = "json";
    private const string Parquet = "parquet";

    private static readonly string[] Formats = [Table, Vertical, Markdown, Csv, Json, Parquet];

    private readonly CommandOutput _output;
    private readonly AwsArguments _aws = new();

    private readonly Argument<string?> _sql = new("SQL")
    {
        Description = "A query in quotes; '-' reads it from standard input. Omit it on a terminal for a prompt.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly LakeOption _lake = new("The lake's folder, or s3://BUCKET[/PREFIX].");

    private readonly Option<string?> _named = new("--named")
    {
        Description = "Run a named query (Athena has the same ones); without a name, list them.",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _format = new("--format")
    {
        Description = $"The output format: {string.Join(", ", Formats)}; a table shows the first {TableRows.MaxRows} rows. [default: what --out ends in, or table]",
        HelpName = "FORMAT",
    };

    private readonly Option<string?> _out = new("--out", "-o")
    {
        Description = "Write the rows to a .csv, .json, .md or .parquet file; an existing file is replaced once all rows are written.",
        HelpName = "FILE",
    };

    public QueryCommand(CommandOutput output)
        : base("query", "Query a lake with SQL (DuckDB).")
    {
        _output = output;
        _sql.Validators.Add(RefuseUnknownOptions);
        Add(_sql);
        Add(_lake);
        Add(_named);
        _format.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Formats);
        _named.CompletionSources.Add(_ => NamedQuery.All.Select(query => query.Name));
        Add(_format);
        Add(_out);
        _aws.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        The tables are samples, leads, annotations, records and rejected; the partition 'dataset' is a column of each.
        'describe samples' lists the columns: one for each lead of any recording in the lake, NULL for recordings without that
        lead. SQL is read-only; --out writes the result to a file.
        """,
        """
        A lake of 200 recordings or more gets an index in LAKE/_catalogue. The first query opens every file of a table, which
        takes seconds for 50 000; later queries open only new and changed files. You may delete the index at any time.
        """,
        """
        csv has a header, is quoted as in RFC 4180 and ends lines with LF; NULL is an empty field, an empty string is "".
        json is one array, one object per line. parquet is compressed with zstd.
        """,
        """
        For a lake in a bucket, each query copies the whole tables it reads and deletes the copy afterwards. For a large table,
        use Athena, or 'aws s3 sync s3://BUCKET lake' once.
        """,
        AwsArguments.Note,
        "Exit status: 0 done; 3 the lake cannot be read; 64 SQL or usage error; 130 stopped by Ctrl-C.",
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg query --lake lake \"select record_id, duration_s, leads from records\"",
        "ecg query --lake lake \"describe samples\"",
        "ecg query --lake lake --named",
        "ecg query --lake lake --named quality-report",
        "ecg query --lake s3://my-lake --profile analyst \"select quality, count(*) from records group by all\"",
        "ecg query --lake lake --format csv \"select * from samples where record_id = 'A0001'\" > A0001.csv",
        "ecg query --lake lake --named heart-rate --out heart-rate.parquet",
        "ecg query --lake lake",
        "ecg query --lake lake - < question.sql",
    ];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        if (call.GetResult(_named) is { Tokens.Count: 0 })
        {
            ListNamedQueries();
            return ExitStatus.Success;
        }

        string lake = _lake.Of(call);
        if (IsForPrompt(call, lake))
        {
            Prompt(lake, FormatOf(call), cancellationToken);
            return ExitStatus.Success;
        }

        string sql = SqlOf(call);
        CheckFormat(call);
        if (BucketAddress.IsOne(lake))
        {
            BucketAddress address = ArgumentText.Read(() => BucketAddress.Parse(lake, _lake.Name));
            using AwsClients clients = _aws.Open(call);
            using LakeDownload copy = await LakeDownload.FetchAsync(clients, address, LakeDatabase.TablesOf(sql), _output, cancellationToken).ConfigureAwait(false);
            Query(call, sql, copy.Folder, lake, cancellationToken);
        }
        else
        {
            Query(call, sql, lake, lake, cancellationToken);
        }

        return ExitStatus.Success;
    }

    private void Query(ParseResult call, string sql, string folder, string lake, CancellationToken cancellationToken)
    {
        using var database = LakeDatabase.Open(folder, _output.Message);
        if (database.IsEmpty)
        {
            _output.Message($"the lake at '{lake}' is empty.");
        }

        if (call.GetValue(_out) is { } path)
        {
            WriteFile(database, sql, FormatOf(call), path, cancellationToken);
        }
        else
        {
            database.Query(sql, reader => Write(reader, FormatOf(call), _output, cancellationToken), cancellationToken);
        }
    }

    private void WriteFile(LakeDatabase database, string sql, string format, string path, CancellationToken cancellationToken)
    {
        if (format == Parquet)
        {
            WholeFile.WriteAt(path, file => database.WriteParquet(sql, file, cancellationToken));
            return;
        }

        WholeFile.Write(path, file =>
        {
            using var writer = new StreamWriter(file, leaveOpen: true) { NewLine = "\n" };
            var output = new CommandOutput { Results = writer, Messages = _output.Messages };
            database.Query(sql, reader => Write(reader, format, output, cancellationToken), cancellationToken);
        });
    }

    // A terminal without a query gets a prompt. A lake in a bucket would first have to be copied completely.
    private bool IsForPrompt(ParseResult call, string lake) =>
        call.GetValue(_sql) is null && call.GetResult(_named) is null && call.GetValue(_out) is null
        && _output.ResultsAreTerminal && !Console.IsInputRedirected && !BucketAddress.IsOne(lake);

    private void Prompt(string lake, string format, CancellationToken cancellationToken)
    {
        using var database = LakeDatabase.Open(lake, _output.Message);
        var editor = new LineEditor(_output.Results, ReadKey, () => _output.ResultsConsole().Profile.Width, QueryPrompt.Complete);
        new QueryPrompt(database, _output, editor.Read).Run(reader => Write(reader, format, _output, cancellationToken), cancellationToken);
    }

    // While a line is edited, Ctrl-C clears it; while a query runs, it stops the command.
    private static ConsoleKeyInfo ReadKey()
    {
        Console.TreatControlCAsInput = true;
        try
        {
            return Console.ReadKey(intercept: true);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    private void CheckFormat(ParseResult call)
    {
        if (FormatOf(call) == Parquet && call.GetValue(_out) is null)
        {
            throw CommandException.UsageError("Parquet cannot be shown on a terminal: use --out FILE.parquet.");
        }
    }

    private string FormatOf(ParseResult call) => (call.GetValue(_format)?.ToLowerInvariant(), call.GetValue(_out)) switch
    {
        ({ } format, _) => format,
        (null, null) => Table,
        (null, { } path) => Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => Csv,
            ".JSON" => Json,
            ".MD" => Markdown,
            ".PARQUET" => Parquet,
            _ => throw CommandException.UsageError($"cannot tell the format of '{path}': end its name in .csv, .json, .md or .parquet, or give --format."),
        },
    };

    private string SqlOf(ParseResult call) => (call.GetValue(_sql), call.GetValue(_named)) switch
    {
        (null, null) => throw CommandException.UsageError("no query given: pass SQL, or --named NAME ('--named' alone lists the names)."),
        (not null, not null) => throw CommandException.UsageError("give either SQL or --named, not both."),
        (StandardInput, _) => Console.In.ReadToEnd(),
        ({ } sql, _) => NamedQuery.Find(sql) is not null
            ? throw CommandException.UsageError($"'{sql}' is a named query, not SQL: use --named {sql}.")
            : sql,
        (_, { } name) => Named(name).Sql,
    };

    private static NamedQuery Named(string name) =>
        NamedQuery.Find(name)
        ?? throw CommandException.UsageError(
            $"there is no named query '{name}': the names are {string.Join(", ", NamedQuery.All.Select(query => query.Name))}.");

    private void ListNamedQueries()
    {
        const int column = 24;
        foreach (NamedQuery query in NamedQuery.All)
        {
            IEnumerable<string> lines = _output.ResultsAreTerminal
                ? WordWrap.Lines(query.Description, Math.Max(column, _output.TextWidth - column))
                : [query.Description];
            _output.Result($"{query.Name,-column}{string.Join($"\n{new string(' ', column)}", lines)}");
        }
    }

    private static void Write(DuckDBDataReader reader, string format, CommandOutput output, CancellationToken cancellationToken)
    {
        switch (format)
        {
            case Csv:
                CsvRows.Write(reader, output.Results, cancellationToken);
                break;
            case Json:
                JsonRows.Write(reader, output.Results, cancellationToken);
                break;
            case Vertical:
                VerticalRows.Write(reader, output.Results, cancellationToken);
                break;
            case Markdown:
                MarkdownRows.Write(reader, output.Results, cancellationToken);
                break;
            default:
                TableRows.Write(reader, output, cancellationToken);
                break;
        }
    }
}
