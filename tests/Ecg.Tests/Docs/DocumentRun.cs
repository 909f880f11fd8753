using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Ecg.Cli.Demo;
using Ecg.Signals.Metadata;
using Ecg.Tests.Cli;

namespace Ecg.Tests.Docs;

/// <summary>
/// Does what a document tells its reader to do, in a folder of its own: the commands, the SQL, the dataset.json, and what
/// Python snippets ask of the files. As long as it lives, that folder is the current one.
/// </summary>
internal sealed partial class DocumentRun : IDisposable
{
    private const string DemoLake = "ecg-demo/lake";

    private readonly string _before = Environment.CurrentDirectory;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecg-document-");
    private readonly IReadOnlyDictionary<string, string> _notRun;

    /// <summary>Makes the folder, with what the documents take for granted.</summary>
    /// <param name="notRun">The commands that are passed over, each with the reason.</param>
    public DocumentRun(IReadOnlyDictionary<string, string> notRun)
    {
        _notRun = notRun;
        Environment.CurrentDirectory = _folder.FullName;
        LayOutNamedQueries();
        LayOutOwnRecordings();
    }

    /// <summary>How many commands and queries were run.</summary>
    public int Count { get; private set; }

    /// <summary>What does not work in a document, a line each.</summary>
    /// <param name="document">The document.</param>
    public IReadOnlyList<string> Problems(MarkdownDocument document) => [.. document.Blocks.SelectMany(ProblemsOf)];

    /// <inheritdoc/>
    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex("""^(?<name>\w+) = "(?<value>[^"]*)".*$""", RegexOptions.Multiline)]
    private static partial Regex PythonText { get; }

    [GeneratedRegex("""\bduckdb\.sql\(f?"(?<sql>[^"]*)"\)""")]
    private static partial Regex PythonQuery { get; }

    [GeneratedRegex("""\bglob\.glob\("(?<pattern>[^"]*)"\)""")]
    private static partial Regex PythonGlob { get; }

    private static void LayOutNamedQueries()
    {
        Directory.CreateDirectory("infra/Queries");
        foreach (string file in Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "infra", "Queries")))
        {
            File.Copy(file, Path.Combine("infra/Queries", Path.GetFileName(file)));
        }
    }

    // Where a document says A0001 and recordings, its reader has some.
    private static void LayOutOwnRecordings()
    {
        DemoFolder.WriteAll("made", default);
        Directory.CreateDirectory("recordings");
        foreach (string? folder in new[] { ".", "recordings" })
        {
            File.Copy("made/12-lead/D0001.mat", Path.Combine(folder, "A0001.mat"));
            File.WriteAllText(
                Path.Combine(folder, "A0001.hea"),
                File.ReadAllText("made/12-lead/D0001.hea").Replace("D0001", "A0001", StringComparison.Ordinal));
        }
    }

    private IEnumerable<string> ProblemsOf(FencedBlock block) => block.Language switch
    {
        "sh" => Commands(block).SelectMany(command => Check($"{command.Line}: {command.Text}", Run(command))),
        "sql" => Check($"{block.Line}: the SQL", Ask(block.Text)),
        "python" => Check($"{block.Line}: the Python", RunQueriesOf(block.Text)),
        "json" => Check($"{block.Line}: the JSON", ReadMetadata(block.Text)),
        _ => [],
    };

    private static IReadOnlyList<ShellCommand> Commands(FencedBlock block)
    {
        try
        {
            return ShellCommand.Of(block);
        }
        catch (FormatException error)
        {
            throw new FormatException($"The block at line {block.Line} cannot be run: {error.Message}.", error);
        }
    }

    private static IEnumerable<string> Check(string what, string? problem) => problem is null ? [] : [$"{what}: {problem}"];

    private string? Run(ShellCommand command)
    {
        if (_notRun.ContainsKey(command.Text))
        {
            return null;
        }

        Count++;
        return command.Words.ToArray() switch
        {
            ["ecg", .. var args] => Call(command, args),
            ["dotnet", "run", "--project", "functions/Ecg.Cli", "-c", "Release", "--", .. var args] => Call(command, args),
            ["sed", ..] => RunInShell(command.Text),
            _ => "no test runs it, and no reason is given",
        };
    }

    private static string? Call(ShellCommand command, string[] args)
    {
        if (command.Input is { } file && !File.Exists(file))
        {
            return $"there is no {file}";
        }

        EcgCall call = Call(args, command.Input);
        if (command.Output is { } output)
        {
            File.WriteAllText(output, call.Results);
        }

        return Problem(args, call) ?? MissingFile(args);
    }

    private static EcgCall Call(string[] args, string? input)
    {
        TextReader before = Console.In;
        using var reader = new StringReader(input is null ? "" : File.ReadAllText(input));
        Console.SetIn(reader);
        try
        {
            return EcgCall.Of(args);
        }
        finally
        {
            Console.SetIn(before);
        }
    }

    private static string? Problem(string[] args, EcgCall call)
    {
        if (call.Status != 0)
        {
            return $"exit status {call.Status}: {call.Messages.Trim()}";
        }

        bool isEmpty = args[0] == "query" && !args.Contains("--out") && (call.ResultLines.Length < 2 || call.Messages.Split('\n').Contains("0 rows"));
        return isEmpty ? "the answer has no row" : null;
    }

    private static string? MissingFile(string[] args) =>
        Array.IndexOf(args, "--out") is >= 0 and var option && !Path.Exists(args[option + 1]) ? $"there is no {args[option + 1]}" : null;

    private string? Ask(string sql)
    {
        Count++;
        string[] args = ["query", "--lake", DemoLake, sql];
        return Problem(args, EcgCall.Of(args));
    }

    private string? ReadMetadata(string json)
    {
        Count++;
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(json));
        try
        {
            return DatasetMetadata.Read(file, "dataset.json").Issues is [var issue, ..] ? issue : null;
        }
        catch (RejectedException error)
        {
            return error.Message;
        }
    }

    private static string? RunInShell(string text)
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", text]) { RedirectStandardError = true })!;
        string messages = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        return shell.ExitCode == 0 ? null : $"exit status {shell.ExitCode}: {messages.Trim()}";
    }

    private string? RunQueriesOf(string python)
    {
        string[] queries = PythonQuery.EnumerateValues(python, "sql").ToArray();
        string[] patterns = PythonGlob.EnumerateValues(python, "pattern").ToArray();
        Count += queries.Length + patterns.Length;
        return queries.Length + patterns.Length == 0
            ? "nothing of it is tried"
            : queries.Select(query => AskDuckDb(Fill(query, python))).Concat(patterns.Select(FindFiles)).FirstOrDefault(problem => problem is not null);
    }

    private static string Fill(string query, string python)
    {
        foreach (Match text in PythonText.Matches(python))
        {
            query = query.Replace($"{{{text.Groups["name"].Value}}}", text.Groups["value"].Value, StringComparison.Ordinal);
        }

        return query;
    }

    private static string? AskDuckDb(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            using DuckDBDataReader reader = command.ExecuteReader();
            return reader.Read() ? null : "the answer has no row";
        }
        catch (DuckDBException error)
        {
            return error.Message;
        }
    }

    private static string? FindFiles(string pattern)
    {
        var expression = new Regex($"^{Regex.Escape(pattern).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$");
        IEnumerable<string> files = Directory.EnumerateFiles(".", "*.parquet", SearchOption.AllDirectories).Select(file => file[2..].Replace('\\', '/'));
        return files.Any(expression.IsMatch) ? null : $"no file is like {pattern}";
    }
}
