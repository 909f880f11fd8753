using DuckDB.NET.Data;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;
using Ecg.Lake.Schema;

namespace Ecg.Cli.Querying;

/// <summary>Runs queries on a lake as the user types them.</summary>
/// <param name="database">The lake.</param>
/// <param name="output">Receives the results.</param>
/// <param name="readLine">Reads a line after a prompt; <see langword="null"/> at the end.</param>
internal sealed class QueryPrompt(LakeDatabase database, CommandOutput output, Func<string, string?> readLine)
{
    private const string First = "ecg> ";
    private const string Next = "...> ";

    private static readonly string[] Words =
    [
        "select", "from", "where", "group by", "order by", "limit", "join", "using", "count", "distinct", "describe", "summarize", "exit", "help",
    ];

    private const string Help = """
        Type SQL and press Enter; an unfinished statement continues on the next line. The name of a named query runs it.
        describe samples    the columns of a table: samples, leads, annotations, records, rejected
        Tab                 completes words, tables, columns and named queries
        exit, or Ctrl-D     quits
        """;

    /// <summary>Returns completions: keywords, tables, columns and named queries.</summary>
    public static IReadOnlyList<string> Complete(string word) =>
    [
        .. Words.Concat(PipelineContract.Tables)
            .Concat(NamedQuery.All.Select(query => query.Name))
            .Concat(LakeSchema.Tables.SelectMany(table => table.Columns).Select(column => column.Name))
            .Append(PipelineContract.PartitionColumn)
            .Where(candidate => candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Runs until the user leaves.</summary>
    /// <param name="write">Writes the rows of a result.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public void Run(Action<DuckDBDataReader> write, CancellationToken cancellationToken)
    {
        output.Message("Type SQL or the name of a named query and press Enter. 'help' shows help, 'exit' or Ctrl-D quits.");
        while (ReadStatement() is { } statement)
        {
            switch (statement.Trim().TrimEnd(';').ToUpperInvariant())
            {
                case "":
                    break;
                case "EXIT" or "QUIT" or "\\Q" or ".EXIT" or ".QUIT":
                    return;
                case "HELP" or "?" or "\\?" or ".HELP":
                    WriteHelp();
                    break;
                default:
                    Answer(statement, write, cancellationToken);
                    break;
            }
        }
    }

    private string? ReadStatement()
    {
        string? statement = readLine(First);
        while (!string.IsNullOrWhiteSpace(statement) && NamedOf(statement) is null && database.IsUnfinished(statement))
        {
            // An empty line abandons an incomplete query.
            string? more = readLine(Next);
            if (string.IsNullOrWhiteSpace(more))
            {
                return more is null ? null : statement;
            }

            statement = $"{statement}\n{more}";
        }

        return statement;
    }

    private static NamedQuery? NamedOf(string statement) => NamedQuery.Find(statement.Trim().TrimEnd(';').TrimEnd());

    private void Answer(string statement, Action<DuckDBDataReader> write, CancellationToken cancellationToken)
    {
        try
        {
            database.Query(NamedOf(statement)?.Sql ?? statement, write, cancellationToken);
        }
        catch (CommandException error)
        {
            output.Message(error.Message);
            foreach (string place in error.Excerpt)
            {
                output.Message($"  {place}");
            }
        }
    }

    private void WriteHelp()
    {
        foreach (string line in Help.Split('\n'))
        {
            output.Message(line.TrimEnd('\r'));
        }
    }
}
