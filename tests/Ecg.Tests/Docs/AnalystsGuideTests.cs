using System.Text.RegularExpressions;
using Ecg.Lake.Parquet;
using Ecg.Lake.Schema;
using Ecg.Signals.Assessment;
using Ecg.Tests.Queries;
using NUnit.Framework;

namespace Ecg.Tests.Docs;

/// <summary>The analysts' guide says of the tables what is in them.</summary>
public sealed partial class AnalystsGuideTests
{
    private readonly string _guide = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "analysts.md")).ReplaceLineEndings("\n");
    private QueryLake _lake = null!;

    [OneTimeSetUp]
    public void MakeLake() => _lake = new QueryLake();

    [OneTimeTearDown]
    public void RemoveLake() => _lake.Dispose();

    [TestCaseSource(nameof(Tables))]
    public void Describes_every_declared_column_in_order_and_with_its_type(string table) =>
        Assert.That(DescribedColumns(table), Is.EqualTo(DeclaredColumns(table)));

    [TestCaseSource(nameof(Tables))]
    public void Describes_what_a_query_finds(string table)
    {
        string[] columns = Columns(table);
        string[] described = DescribedColumns(table);
        Assert.That(columns[..described.Length], Is.EqualTo(described));
        Assert.That(columns[described.Length..], table == PipelineContract.SamplesTable ? Has.All.EndsWith(" float").And.Not.Empty : Is.Empty);
    }

    [Test]
    public void Explains_every_reason_of_a_rejection() =>
        Assert.That(
            RowStart.Matches(Section("rejected")).Select(match => match.Groups["name"].Value),
            Is.SupersetOf(Enum.GetValues<RejectionReason>().Select(reason => reason.Code())));

    [Test]
    public void Names_the_limits_that_quality_is_judged_by()
    {
        string section = Section("Quality", level: 2);
        Assert.That(section, Does.Contain($"| {QualityAssessment.SuspectFlatFraction * 100:0.#} % | half |"));
        Assert.That(section, Does.Contain($"| {QualityAssessment.SuspectClippedFraction * 100:0.#} % | half |"));
        Assert.That(section, Does.Contain($"beyond ±{QualityAssessment.HighestVoltage:0} mV"));
        Assert.That(section, Does.Contain($"below {QualityAssessment.LowestSpan:0.##} mV"));
        Assert.That(QualityAssessment.BadFraction, Is.EqualTo(0.5));
    }

    [Test]
    public void Has_queries_that_run()
    {
        var queries = SqlBlock.Matches(_guide).Select(match => match.Groups["sql"].Value).ToList();
        Assert.That(queries, Is.Not.Empty);
        Assert.That(queries.Select(sql => _lake.Query(sql)), Has.All.Property("Status").Zero);
    }

    [GeneratedRegex(@"^\| `(?<name>[\w-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex RowStart { get; }

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<type>string|timestamp|bigint|int|double|float) \|", RegexOptions.Multiline)]
    private static partial Regex ColumnRow { get; }

    [GeneratedRegex("^```sql\n(?<sql>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SqlBlock { get; }

    private string[] DescribedColumns(string table) =>
        [.. ColumnRow.Matches(Section(table)).Select(match => $"{match.Groups["name"].Value} {match.Groups["type"].Value}")];

    private static IEnumerable<string> Tables() => PipelineContract.Tables;

    // Athena's names for the kinds.
    private static string[] DeclaredColumns(string table) =>
        [.. LakeSchema.Tables.Single(declared => declared.Name == table).Columns.Select(column => $"{column.Name} {TypeOf(column.Kind)}")];

    private static string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "string",
        ColumnKind.Int32 => "int",
        ColumnKind.Int64 => "bigint",
        _ => kind.ToString().ToLowerInvariant(),
    };

    // The partition is not in the files, and comes last.
    private string[] Columns(string table)
    {
        string[] columns = [.. _lake.Rows($"describe {table}").Select(row => row.Split(',')).Select(cells => $"{cells[0]} {TypeOf(cells[1])}")];
        Assert.That(columns[^1], Is.EqualTo("dataset string"));
        return columns[..^1];
    }

    private string Section(string heading, int level = 3)
    {
        int start = _guide.IndexOf($"\n{new string('#', level)} {heading}\n", StringComparison.Ordinal);
        Assert.That(start, Is.Not.Negative, $"There is no heading '{heading}'.");
        int end = _guide.IndexOf("\n##", start + 2, StringComparison.Ordinal);
        return end < 0 ? _guide[start..] : _guide[start..end];
    }

    // DuckDB's names for Athena's types.
    private static string TypeOf(string type) => type switch
    {
        "VARCHAR" => "string",
        "INTEGER" => "int",
        _ => type.ToLowerInvariant(),
    };
}
