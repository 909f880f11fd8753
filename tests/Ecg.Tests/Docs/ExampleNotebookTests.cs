using System.Text;
using System.Text.Json;
using Ecg.Tests.Cli;
using NUnit.Framework;

namespace Ecg.Tests.Docs;

/// <summary>The notebook for Python users asks what the lake can answer, and shows what it answered.</summary>
[NonParallelizable]
public sealed class ExampleNotebookTests
{
    private const string Notebook = "examples/lake-in-python.ipynb";

    // Cells that need a package which not everybody has: they are shown as they are.
    private const string NotRun = "skip-execution";

    private JsonElement[] _cells = null!;

    [OneTimeSetUp]
    public void Read()
    {
        using var notebook = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Path, Notebook)));
        _cells = [.. notebook.RootElement.Clone().GetProperty("cells").EnumerateArray()];
    }

    [Test]
    public void Its_queries_and_paths_work_on_the_demo()
    {
        string python = string.Join('\n', Code.Select(SourceOf));
        using var run = new DocumentRun(new Dictionary<string, string>());
        Assert.That(EcgCall.Of("demo", "--dir", "ecg-demo").Status, Is.Zero);

        IReadOnlyList<string> problems = run.Problems(MarkdownDocument.Parse($"```python\n{python}\n```"));

        Assert.That(problems, Is.Empty);
        Assert.That(run.Count, Is.GreaterThanOrEqualTo(10));
    }

    [Test]
    public void Its_cells_were_run_in_order_and_none_failed()
    {
        JsonElement[] run = [.. Code.Where(cell => !IsNotRun(cell))];

        Assert.That(run.Select(cell => cell.GetProperty("execution_count").GetInt32()), Is.EqualTo(Enumerable.Range(1, run.Length)));
        Assert.That(run.SelectMany(cell => cell.GetProperty("outputs").EnumerateArray()).Select(output => output.GetProperty("output_type").GetString()), Has.None.EqualTo("error"));
        Assert.That(Code.Where(IsNotRun), Has.All.Matches<JsonElement>(cell => cell.GetProperty("outputs").GetArrayLength() == 0));
    }

    [Test]
    public void It_shows_what_the_demo_answers_today()
    {
        using var run = new DocumentRun(new Dictionary<string, string>());
        EcgCall.Of("demo", "--dir", "ecg-demo");
        string shown = string.Join('\n', Code.SelectMany(cell => cell.GetProperty("outputs").EnumerateArray()).Select(TextOf));
        string[] Rows(string sql) => EcgCall.Of("query", "--lake", "ecg-demo/lake", "--format", "csv", sql).ResultLines[1..];

        const string Chosen = "dataset = '12-lead' and quality = 'good' and sampling_rate_hz = 500 and samples >= 5000";
        Assert.That(shown, Does.Contain($"(({Rows($"select count(*) from records where {Chosen}")[0]}, 12, 5000), dtype('float32'), 0)"));
        Assert.That(shown, Does.Contain(Rows("select count(*) || ' beats, ' || printf('%.1f', 60000 / avg(rr_ms)) || ' bpm' from annotations where dataset = '12-lead' and record_id = 'D0001' and source = 'ecg-pipeline' and kind = 'beat'")[0].Trim('"')));
        foreach (string row in Rows("select record_id || '  ' || quality || ' +' || coalesce(printf('%.1f', round(heart_rate_bpm, 1)), 'NaN') from records where quality <> 'good'"))
        {
            Assert.That(shown, Does.Match(row));
        }
    }

    private IEnumerable<JsonElement> Code => _cells.Where(cell => cell.GetProperty("cell_type").GetString() == "code");

    private static bool IsNotRun(JsonElement cell) =>
        cell.GetProperty("metadata").TryGetProperty("tags", out JsonElement tags) && tags.EnumerateArray().Any(tag => tag.GetString() == NotRun);

    private static string SourceOf(JsonElement cell) => Text(cell.GetProperty("source"));

    private static string TextOf(JsonElement output) => output.TryGetProperty("text", out JsonElement stream)
        ? Text(stream)
        : Text(output.GetProperty("data").GetProperty("text/plain"));

    // The format has a text as one string or as its lines.
    private static string Text(JsonElement text)
    {
        if (text.ValueKind == JsonValueKind.String)
        {
            return text.GetString()!;
        }

        var whole = new StringBuilder();
        foreach (JsonElement line in text.EnumerateArray())
        {
            whole.Append(line.GetString());
        }

        return whole.ToString();
    }
}
