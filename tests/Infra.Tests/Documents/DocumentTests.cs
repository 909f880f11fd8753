using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecg;
using Infra.Tests.Graph;
using Infra.Tests.Rules;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests.Documents;

/// <summary>The documents say what the program does.</summary>
[TestFixture]
[NonParallelizable]
public sealed partial class DocumentTests
{
    private const string Begin = "<!-- settings: written by the tests from Pulumi.yaml -->\n";
    private const string End = "<!-- /settings -->";

    [Test]
    public void Lists_every_setting_as_the_project_declares_it()
    {
        string path = ProjectFiles.InRoot("docs", "deploying.md");
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (Snapshot.IsUpdating)
        {
            File.WriteAllText(path, $"{text[..begin]}{SettingsTable()}{text[end..]}");
            return;
        }

        Assert.That(text[begin..end], Is.EqualTo(SettingsTable()), $"run the tests with {Snapshot.UpdateVariable}=1");
    }

    [Test]
    public async Task Names_only_outputs_that_there_are()
    {
        StackGraph graph = await StackGraph.OfAsync(StackUnderTest.Prod);
        IEnumerable<string> named = Documents().SelectMany(text => Output.Matches(text).Cast<Match>()).Select(match => match.Groups["name"].Value);
        Assert.That(named.Distinct().Except(graph.Outputs.Keys), Is.Empty);
        Assert.That(named, Is.Not.Empty);
    }

    [Test]
    public async Task Says_what_to_do_about_every_alarm()
    {
        StackGraph graph = await StackGraph.OfAsync(StackUnderTest.Regulated);
        string operations = Operations();
        IEnumerable<string> silent = graph.OfType(Types.Alarm)
            .Select(alarm => alarm.Name["ecg-regulated-".Length..])
            .Where(alarm => !operations.Contains($"| `{alarm}` |", StringComparison.Ordinal));
        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void Names_what_the_workflows_ask_the_repository_for()
    {
        IEnumerable<string> asked = Directory.EnumerateFiles(ProjectFiles.InRoot(".github"), "*.yml", SearchOption.AllDirectories)
            .SelectMany(file => Asked.Matches(File.ReadAllText(file)).Cast<Match>())
            .Select(match => match.Groups["name"].Value)
            .Distinct();
        string deploying = File.ReadAllText(ProjectFiles.InRoot("docs", "deploying.md"));
        int begin = deploying.IndexOf("## From GitHub", StringComparison.Ordinal);
        int end = deploying.IndexOf("## Settings", StringComparison.Ordinal);
        IEnumerable<string> named = Named.Matches(deploying[begin..end]).Select(match => match.Groups["name"].Value).Distinct();
        Assert.That(named, Is.EquivalentTo(asked));
        Assert.That(asked, Is.Not.Empty);
    }

    [Test]
    public void Lists_every_rule_of_cdk_nag_as_met_that_is_tested_and_the_others_with_their_reason()
    {
        Match[] rows = [.. NagRow.Matches(Regulated()).Cast<Match>()];
        IEnumerable<string> Listed(string met) => rows.Where(row => row.Groups["met"].Value == met).Select(row => row.Groups["rule"].Value);
        Assert.That(Listed("yes"), Is.EquivalentTo(NagRules.All.Select(rule => rule.Name)));
        Assert.That(Listed("no"), Is.EquivalentTo(NagRules.NotMet));
        Assert.That(rows.Where(row => row.Groups["met"].Value == "no" && row.Groups["why"].Value.Length < 20), Is.Empty);
    }

    [Test]
    public void Names_every_column_that_is_hidden_from_analysts()
    {
        string document = Regulated();
        IEnumerable<string> hidden =
            from table in PipelineContract.Tables
            from deidentified in new[] { true, false }
            from column in Components.ColumnAccess.Hidden(table, deidentified)
            where !LakeColumns.Of[table].Any(one => one.Name == column) || !document.Contains($"`{column}`", StringComparison.Ordinal) && !document.Contains($"`{table}.{column}`", StringComparison.Ordinal)
            select $"{table}.{column}";
        Assert.That(hidden, Is.Empty);
    }

    [Test]
    public async Task Says_how_much_the_first_deployment_makes()
    {
        int made = (await StackGraph.OfAsync(StackUnderTest.Bare)).Resources.Count;
        Assert.That(File.ReadAllText(ProjectFiles.InRoot("README.md")), Does.Contain($"about {Math.Round(made / 10m) * 10} resources the first time"));
    }

    [Test]
    public void Calculates_the_costs_rightly()
    {
        Match[] rows = [.. Calculation.Matches(Operations()).Cast<Match>()];
        decimal[] amounts = [.. rows.Select(row => Number(row, "amount"))];
        IEnumerable<string> wrong = rows
            .Where(row => Math.Round(Number(row, "quantity") * Number(row, "price"), 2, MidpointRounding.AwayFromZero) != Number(row, "amount") || Number(row, "price") != Number(row, "listed"))
            .Select(row => row.Value);
        Assert.That(rows, Has.Length.EqualTo(24));
        Assert.That(wrong, Is.Empty);
        Assert.That(amounts.Sum(), Is.EqualTo(Number(Total.Match(Operations()), "amount")));
    }

    [Test]
    public async Task Counts_what_the_alarms_cost()
    {
        StackGraph graph = await StackGraph.OfAsync(StackUnderTest.Prod);
        int metrics = graph.OfType(Types.Alarm).Sum(alarm => alarm.Inputs["metricQueries"] is JsonArray queries ? queries.Count(query => query!["metric"] is not null) : 1);
        Assert.That(Operations(), Does.Match($@"CloudWatch, alarms .* \| {metrics} x 0\.10 \|"));
    }

    [Test]
    public void Scales_the_costs_rightly()
    {
        Match[] rows = [.. Scaled.Matches(Operations()).Cast<Match>()];
        IEnumerable<string> wrong =
            from row in rows
            from size in new[] { "10000", "1000000", "100000000" }
            let expected = Number(row, "anyway") + (Number(row, "each") * decimal.Parse(size, CultureInfo.InvariantCulture))
            where Math.Round(expected, 2, MidpointRounding.AwayFromZero) != Number(row, $"n{size}")
            select $"{row.Value}: {expected} at {size}";
        Assert.That(rows, Has.Length.EqualTo(9));
        Assert.That(wrong, Is.Empty);
    }

    [GeneratedRegex(@"^\|[^|]+\| (?<anyway>[\d.]+) \| (?<each>[\d.]+) \| (?<n10000>[\d.]+) \| (?<n1000000>[\d.]+) \| (?<n100000000>[\d.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Scaled { get; }

    [GeneratedRegex(@"^\| `(?<rule>(AwsSolutions|HIPAA\.Security)-\w+)` \| (?<met>yes|no) \| (?<why>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex NagRow { get; }

    [GeneratedRegex(@"\b(vars|secrets)\.(?<name>\w+)")]
    private static partial Regex Asked { get; }

    [GeneratedRegex(@"`(?<name>[A-Z]+_[A-Z_]+)`")]
    private static partial Regex Named { get; }

    [GeneratedRegex(@"pulumi stack output (?<name>\w+)")]
    private static partial Regex Output { get; }

    [GeneratedRegex(@"^\|[^|]+\|[^|]+\| (?<listed>[\d.]+) \| (?<quantity>[\d.]+) x (?<price>[\d.]+) \| (?<amount>[\d.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Calculation { get; }

    [GeneratedRegex(@"^\| \*\*total\*\* .* \*\*(?<amount>[\d.]+)\*\* \|$", RegexOptions.Multiline)]
    private static partial Regex Total { get; }

    private static decimal Number(Match match, string group) => decimal.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Operations() => File.ReadAllText(ProjectFiles.InRoot("docs", "operations.md")).ReplaceLineEndings("\n");

    private static string Regulated() => File.ReadAllText(ProjectFiles.InRoot("docs", "regulated.md")).ReplaceLineEndings("\n");

    private static IEnumerable<string> Documents() =>
        [Operations(), Regulated(), File.ReadAllText(ProjectFiles.InRoot("docs", "deploying.md"))];

    private static string SettingsTable()
    {
        IEnumerable<string> rows = ProjectFiles.Settings.Select(setting =>
            $"| `{setting.Key}` | {setting.Type} | {(setting.Default.Length == 0 ? "empty" : $"`{setting.Default}`")} | {setting.Description.Replace("|", "\\|", StringComparison.Ordinal)} |");
        return string.Join('\n', [.. new[] { "| key | type | default | what it is |", "| --- | --- | --- | --- |" }, .. rows, ""]);
    }
}
