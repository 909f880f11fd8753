using System.Globalization;
using System.Text.RegularExpressions;
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
        StackGraph graph = await StackGraph.OfAsync(StackUnderTest.Prod);
        string operations = Operations();
        IEnumerable<string> silent = graph.OfType(Types.Alarm)
            .Select(alarm => alarm.Name["ecg-prod-".Length..])
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

    private static IEnumerable<string> Documents() =>
        [Operations(), File.ReadAllText(ProjectFiles.InRoot("docs", "deploying.md"))];

    private static string SettingsTable()
    {
        IEnumerable<string> rows = ProjectFiles.Settings.Select(setting =>
            $"| `{setting.Key}` | {setting.Type} | {(setting.Default.Length == 0 ? "empty" : $"`{setting.Default}`")} | {setting.Description.Replace("|", "\\|", StringComparison.Ordinal)} |");
        return string.Join('\n', [.. new[] { "| key | type | default | what it is |", "| --- | --- | --- | --- |" }, .. rows, ""]);
    }
}
