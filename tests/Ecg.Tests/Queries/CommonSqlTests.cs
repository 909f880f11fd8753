using System.Text.RegularExpressions;
using Ecg.Cli.Querying;
using NUnit.Framework;

namespace Ecg.Tests.Queries;

/// <summary>
/// Keeps the named queries within what DuckDB 1.5 and Trino (Athena engine version 3) both document with one meaning. A word
/// comes onto these lists once it has been looked up in both manuals.
/// </summary>
public sealed partial class CommonSqlTests
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "AND", "AS", "ASC", "BETWEEN", "BY", "CASE", "CROSS", "CURRENT", "DESC", "DISTINCT", "ELSE", "END", "EXISTS", "FILTER", "FROM",
        "GROUP", "IN", "IS", "JOIN", "LAST", "LEFT", "LIKE", "LIMIT", "NOT", "NULL", "NULLS", "ON", "OR", "ORDER", "OVER", "PARTITION",
        "PRECEDING", "ROW", "ROWS", "SELECT", "THEN", "UNBOUNDED", "UNNEST", "WHEN", "WHERE", "WITH",
    };

    // SPLIT: DuckDB "Text Functions" (alias of string_split), Trino "String functions"; both keep empty parts.
    // ROUND: both "Mathematical functions" (DuckDB: "Numeric Functions"), with the number of decimal places second.
    private static readonly HashSet<string> Functions = new(StringComparer.Ordinal)
    {
        "ABS", "AVG", "COALESCE", "COUNT", "LOWER", "MAX", "MIN", "NULLIF", "ROUND", "ROW_NUMBER", "SPLIT", "SUM", "TRIM",
    };

    // Reserved or special in one of the two; as a name they have to stand in quotation marks.
    private static readonly HashSet<string> QuotedNames = new(StringComparer.Ordinal)
    {
        "max", "mean", "min", "position", "sample", "stddev",
    };

    [TestCaseSource(typeof(NamedQuery), nameof(NamedQuery.All))]
    public void Uses_only_what_both_engines_document(object query)
    {
        string sql = Statement((NamedQuery)query);

        Assert.Multiple(() =>
        {
            foreach (string? word in Word().Matches(sql).Select(match => match.Value))
            {
                Assert.That(
                    Keywords.Contains(word) || Functions.Contains(word) || !word.Any(char.IsAsciiLetterUpper),
                    $"{word} is no keyword or function of both engines, or a name in capitals.");
                Assert.That(QuotedNames, Does.Not.Contain(word), $"{word} has to be quoted.");
            }

            foreach (string? function in Call().Matches(sql).Select(match => match.Groups["name"].Value))
            {
                Assert.That(
                    Functions.Contains(function) || Keywords.Contains(function) || AliasWithColumns().IsMatch(sql),
                    $"{function}(...) is no function of both engines.");
            }
        });
    }

    [TestCaseSource(typeof(NamedQuery), nameof(NamedQuery.All))]
    public void Divides_by_a_double_since_Trino_and_DuckDB_divide_integers_differently(object query)
    {
        foreach (string? division in Statement((NamedQuery)query).Split('\n').Where(line => line.Contains('/', StringComparison.Ordinal)))
        {
            Assert.That(division, Does.Match(@"\d+e\d|NULLIF\(c\.highest"));
        }
    }

    [TestCaseSource(typeof(NamedQuery), nameof(NamedQuery.All))]
    public void Has_nothing_that_only_one_engine_has(object query) =>
        Assert.That(
            Statement((NamedQuery)query),
            Does.Not.Match(@"::|\[|\]|\{|\||!=|==|->|\$|\bQUALIFY\b|\bEXCLUDE\b|\bREPLACE\b|\bILIKE\b|\bUSING\b|\bGROUP BY ALL\b|;|`"));

    // The statement without comments, quoted names and texts.
    private static string Statement(NamedQuery query) => Quoted().Replace(Comment().Replace(query.Sql, ""), " ");

    [GeneratedRegex(@"--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex("'[^']*'|\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b[A-Za-z_][A-Za-z_]*\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?<name>[A-Za-z_]+)\s*\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"AS d \(diagnosis\)")]
    private static partial Regex AliasWithColumns();
}
