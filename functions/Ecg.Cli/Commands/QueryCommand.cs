using System.CommandLine;
using DuckDB.NET.Data;
using Ecg.Aws.Accounts;
using Ecg.Aws.Buckets;
using Ecg.Cli.Calls;
using Ecg.Cli.Cloud;
using Ecg.Cli.Querying;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg query</c>: questions to a lake in SQL.</summary>
internal sealed class QueryCommand : EcgCommand
{
    private const string StandardInput = "-";

    private readonly CommandOutput _output;
    private readonly AwsArguments _aws = new();

    private readonly Argument<string?> _sql = new("SQL")
    {
        Description = "One statement that reads, in quotes; '-' takes it from standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly LakeOption _lake = new("The lake's folder, or s3://BUCKET[/PREFIX].");

    private readonly Option<string?> _named = new("--named")
    {
        Description = "Run a named query, the same that Athena has; without a name, list them.",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = $"How rows are written: a table of the first {TableRows.MaxRows}, or all of them as vertical, markdown, csv or json.",
        HelpName = "table|vertical|markdown|csv|json",
        DefaultValueFactory = _ => "table",
    };

    public QueryCommand(CommandOutput output)
        : base("query", "Ask a lake in SQL (DuckDB).")
    {
        _output = output;
        _sql.Validators.Add(RefuseUnknownOptions);
        Add(_sql);
        Add(_lake);
        Add(_named);
        _format.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "table", "vertical", "markdown", "csv", "json");
        _named.CompletionSources.Add(_ => NamedQuery.All.Select(query => query.Name));
        Add(_format);
        _aws.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        The tables are samples, leads, records and rejected; the partition 'dataset' is a column of each. 'describe samples'
        lists the columns: one for each lead of any recording of the lake, NULL where a recording has no such lead.
        Nothing can be written: results are kept by 'ecg query ... --format csv > FILE'.
        """,
        """
        Of a lake of 1 000 recordings or more an index is kept in LAKE/_catalogue, so that the files are opened once: the
        first question takes long, the next opens only what is new or has changed since. It may be deleted at any time.
        """,
        """
        csv has a header, is quoted as in RFC 4180 and ends lines with LF; NULL is an empty field, an empty text is "".
        json is one array, an object to a line.
        """,
        """
        A lake in a bucket is copied for the question and the copy deleted after it: only the tables that the SQL reads, but
        those whole. For a large table use Athena, or 'aws s3 sync s3://BUCKET lake' once.
        """,
        AwsArguments.Note,
        "Exit status: 0 done; 3 the lake cannot be read; 64 the SQL or the call is wrong; 130 stopped by Ctrl-C.",
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg query --lake lake \"select record_id, duration_s, leads from records\"",
        "ecg query --lake lake \"describe samples\"",
        "ecg query --lake lake --named",
        "ecg query --lake lake --named quality-report",
        "ecg query --lake s3://my-lake --profile analyst \"select quality, count(*) from records group by all\"",
        "ecg query --lake lake --format csv \"select * from samples where record_id = 'A0001'\" > A0001.csv",
        "ecg query --lake lake - < question.sql",
    ];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        if (call.GetResult(_named) is { Tokens.Count: 0 })
        {
            ListNamedQueries();
            return ExitStatus.Success;
        }

        string sql = SqlOf(call);
        string lake = _lake.Of(call);
        if (BucketAddress.IsOne(lake))
        {
            BucketAddress address = CallText.Read(() => BucketAddress.Parse(lake, _lake.Name));
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

        database.Query(sql, reader => Write(reader, call.GetRequiredValue(_format), cancellationToken), cancellationToken);
    }

    private string SqlOf(ParseResult call) => (call.GetValue(_sql), call.GetValue(_named)) switch
    {
        (null, null) => throw CommandException.WrongCall("what is the question? Give SQL, or --named NAME ('--named' alone lists the names)."),
        (not null, not null) => throw CommandException.WrongCall("either SQL or --named, not both."),
        (StandardInput, _) => Console.In.ReadToEnd(),
        ({ } sql, _) => NamedQuery.All.Any(query => query.Name == sql)
            ? throw CommandException.WrongCall($"'{sql}' is no SQL but a named query: --named {sql}.")
            : sql,
        (_, { } name) => Named(name).Sql,
    };

    private static NamedQuery Named(string name) =>
        NamedQuery.All.FirstOrDefault(query => query.Name == name)
        ?? throw CommandException.WrongCall(
            $"there is no named query '{name}': the names are {string.Join(", ", NamedQuery.All.Select(query => query.Name))}.");

    private void ListNamedQueries()
    {
        foreach (NamedQuery query in NamedQuery.All)
        {
            _output.Result($"{query.Name,-24}{query.Description}");
        }
    }

    private void Write(DuckDBDataReader reader, string format, CancellationToken cancellationToken)
    {
        switch (format.ToUpperInvariant())
        {
            case "CSV":
                CsvRows.Write(reader, _output.Results, cancellationToken);
                break;
            case "JSON":
                JsonRows.Write(reader, _output.Results, cancellationToken);
                break;
            case "VERTICAL":
                VerticalRows.Write(reader, _output.Results, cancellationToken);
                break;
            case "MARKDOWN":
                MarkdownRows.Write(reader, _output.Results, cancellationToken);
                break;
            default:
                TableRows.Write(reader, _output, cancellationToken);
                break;
        }
    }
}
