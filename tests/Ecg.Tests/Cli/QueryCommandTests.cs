using System.Text.Json;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;
using Ecg.Tests.Lake;
using Ecg.Tests.Queries;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class QueryCommandTests
{
    private QueryLake _lake = null!;

    [OneTimeSetUp]
    public void OneTimeSetUp() => _lake = new QueryLake();

    [OneTimeTearDown]
    public void OneTimeTearDown() => _lake.Dispose();

    [Test]
    public void Has_the_four_tables_with_their_partition_as_text()
    {
        Assert.That(_lake.Status, Is.EqualTo(ExitStatus.Rejected));
        Assert.That(
            _lake.Rows("select 's', count(*), min(dataset), typeof(min(dataset)) from samples union all select 'l', count(*), min(dataset), '' from leads union all select 'r', count(*), min(dataset), '' from records union all select 'x', count(*), min(dataset), '' from rejected"),
            Is.EquivalentTo(new[] { "s,1500,alpha,VARCHAR", "l,5,alpha,\"\"", "r,3,alpha,\"\"", "x,1,beta,\"\"" }));
    }

    [Test]
    public void Samples_has_a_column_for_every_lead_of_the_lake()
    {
        Assert.That(
            _lake.Rows("select column_name from (describe samples)"),
            Is.EqualTo(new[] { "record_id", "conversion_id", "sample", "time_us", "ii", "v1", "ecg", "dataset" }));
        Assert.That(_lake.Rows("select count(ii), count(ecg) from samples"), Is.EqualTo(new[] { "1000,500" }));
    }

    [Test]
    public void Takes_nothing_for_a_partition_that_is_above_the_lake()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ecg-above-");
        try
        {
            string lake = Path.Combine(folder.FullName, "run=7", "dataset=other", "lake");
            CopyFolder(_lake.Path, lake);
            foreach (string? table in new[] { "samples", "leads", "records", "rejected" })
            {
                string sql = $"select * from {table} order by all";
                Assert.That(
                    EcgCall.Of("query", "--lake", lake, "--format", "csv", sql),
                    Is.EqualTo(EcgCall.Of("query", "--lake", _lake.Path, "--format", "csv", sql)));
            }

            string picture = Path.Combine(folder.FullName, "a.png");
            Assert.That(EcgCall.Of("plot", _lake.Rows("select dataset || '/' || record_id from records order by 1")[0], "--lake", lake, "--out", picture).Status, Is.Zero);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void A_lake_whose_path_has_a_backslash_is_one_like_any_other()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("A backslash separates folders here.");
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("ecg-backslash-");
        try
        {
            string lake = Path.Combine(folder.FullName, "a\\b[*]?='", "lake");
            Directory.CreateDirectory(Path.GetDirectoryName(lake)!);
            CopyFolder(_lake.Path, lake);
            foreach (string? table in new[] { "samples", "leads", "records", "rejected" })
            {
                string sql = $"select * from {table} order by all";
                Assert.That(
                    EcgCall.Of("query", "--lake", lake, "--format", "csv", sql),
                    Is.EqualTo(EcgCall.Of("query", "--lake", _lake.Path, "--format", "csv", sql)));
            }

            Assert.That(EcgCall.Of("plot", "alpha/r1", "--lake", lake, "--out", Path.Combine(folder.FullName, "a.png")).Status, Is.Zero);
            File.WriteAllText(Path.Combine(lake, "records", "dataset=alpha", "00000000-x.parquet"), "half");
            Assert.That(EcgCall.Of("query", "--lake", lake, "select * from records").Messages, Does.Contain($"{lake}/records/dataset=alpha/00000000-x.parquet"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void An_empty_lake_has_the_tables_with_their_types()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ecg-empty-");
        try
        {
            var call = EcgCall.Of(
                "query", "--lake", folder.FullName, "--format", "csv",
                "select typeof(max(r.duration_s)), typeof(max(s.sample)), typeof(max(x.reason)), typeof(max(l.missing)) from records r, samples s, rejected x, leads l");

            Assert.That(call.ResultLines[1], Is.EqualTo("DOUBLE,INTEGER,VARCHAR,BIGINT"));
            Assert.That(call.Messages, Does.Contain("is empty"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Passes_over_what_a_killed_conversion_has_left()
    {
        File.WriteAllText(Path.Combine(_lake.Path, "records", "dataset=alpha", ".00.parquet"), "half");

        Assert.That(_lake.Rows("select count(*) from records"), Is.EqualTo(new[] { "3" }));
    }

    [Test]
    public void Names_a_file_of_the_lake_that_is_damaged()
    {
        using var lake = new QueryLake();
        File.WriteAllText(Path.Combine(lake.Path, "records", "dataset=alpha", "00000000-x.parquet"), "half");

        EcgCall call = lake.Query("select count(*) from records");

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Failed));
        Assert.That(call.Messages, Does.Contain("00000000-x.parquet").And.Contain("Convert its recording again"));
    }

    [Test]
    public void Csv_is_quoted_as_in_RFC_4180()
    {
        EcgCall call = _lake.Query("--format", "csv", "select 'a,b' as \"x,\"\"y\", 'say \"hi\"' q, E'two\\nlines' n, '' e, NULL u, 1.5 d, true t, date '2020-02-03' a, timestamp '2020-02-03 04:05:06.7' s");

        Assert.That(call.Results, Is.EqualTo(
            "\"x,\"\"y\",q,n,e,u,d,t,a,s\n\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"\",,1.5,true,2020-02-03,2020-02-03T04:05:06.7\n"));
        Assert.That(call.Messages, Is.Empty);
    }

    [Test]
    public void Json_is_one_array_of_objects_with_each_name_once()
    {
        EcgCall call = _lake.Query(
            "--format", "json",
            "select 1 as a, 2 as a, 'é\"' as t, NULL as u, 'nan'::double as n, sum(range) as s, [1,2] as l, {'k': 1.5, 'b': true} as m from range(4)");

        Assert.That(call.Results, Is.EqualTo(
            "[\n{\"a\":1,\"a_2\":2,\"t\":\"é\\\"\",\"u\":null,\"n\":null,\"s\":6,\"l\":[1,2],\"m\":{\"k\":1.5,\"b\":true}}\n]\n"));
    }

    [TestCase("[1, NULL, 3]", "[1,null,3]")]
    [TestCase("[[1, NULL], NULL, []]", "[[1,null],null,[]]")]
    [TestCase("['a', NULL]", "[\"a\",null]")]
    [TestCase("[1, NULL]::int[2]", "[1,null]")]
    [TestCase("[1.5, 'nan'::double, NULL]", "[1.5,null,null]")]
    [TestCase("[true, NULL]", "[true,null]")]
    [TestCase("[date '2020-02-03', NULL]", "[\"2020-02-03\",null]")]
    [TestCase("[timestamp '2020-02-03 04:05:06', NULL]", "[\"2020-02-03T04:05:06\",null]")]
    [TestCase("[170141183460469231731687303715884105727::hugeint, NULL]", "[170141183460469231731687303715884105727,null]")]
    [TestCase("[{'a': 1, 'b': NULL}, NULL]", "[{\"a\":1,\"b\":null},null]")]
    [TestCase("map {'a': NULL, 'b': [1, NULL]}", "{\"a\":null,\"b\":[1,null]}")]
    [TestCase("map {1: NULL::int}", "{\"1\":null}")]
    public void Nested_values_are_shown_with_NULL_in_them_in_every_format(string value, string expected)
    {
        string sql = $"select {value} as v";

        Assert.That(_lake.Query("--format", "json", sql).Results, Is.EqualTo($"[\n{{\"v\":{expected}}}\n]\n"));
        Assert.That(_lake.Query(sql).Results, Does.Contain($"| {expected} |"));
        Assert.That(_lake.Query("--format", "csv", sql).ResultLines[1], Is.EqualTo(
            expected.AsSpan().ContainsAny(',', '"') ? $"\"{expected.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : expected));
    }

    [Test]
    public void Json_of_no_row_is_an_empty_array() =>
        Assert.That(JsonDocument.Parse(_lake.Query("--format", "json", "select 1 where false").Results).RootElement.GetArrayLength(), Is.Zero);

    [Test]
    public void Csv_and_json_give_every_row()
    {
        Assert.That(_lake.Rows("select * from range(20000)"), Has.Length.EqualTo(20_000));
        JsonElement json = JsonDocument.Parse(_lake.Query("--format", "json", "select * from range(20000)").Results).RootElement;
        Assert.That(json.GetArrayLength(), Is.EqualTo(20_000));
    }

    [Test]
    public void A_table_shows_the_first_rows_and_says_that_there_are_more()
    {
        EcgCall whole = _lake.Query($"select * from range({TableRows.MaxRows})");
        EcgCall cut = _lake.Query($"select * from range({TableRows.MaxRows + 1})");

        Assert.That(whole.Messages, Is.EqualTo("100 rows\n"));
        Assert.That(cut.Messages, Does.StartWith("the first 100 rows;"));
        Assert.That(cut.Results, Is.EqualTo(whole.Results));
    }

    [Test]
    public void A_table_shows_NULL_and_no_control_character()
    {
        EcgCall call = _lake.Query("select NULL as n, chr(27) || '[31m' as c, 12 as i");

        Assert.That(call.Results, Does.Contain("| NULL | \\u001b[31m | 12 |"));
        Assert.That(call.Messages, Is.EqualTo("1 row\n"));
    }

    [TestCase("selec 1", "syntax error at or near \"selec\".")]
    [TestCase("", "the SQL is empty.")]
    [TestCase("select 1; select 2", "one statement at a time: call 'ecg query' once for each.")]
    [TestCase("select nosuch from samples", "Referenced column \"nosuch\" not found in FROM clause!")]
    [TestCase("select s.nosuch from samples s", "'describe samples' lists the leads of this lake.")]
    [TestCase("select * from sampels", "The tables are samples, leads, annotations, records and rejected.")]
    [TestCase("select 'a'::int", "Could not convert string 'a' to INT32")]
    [TestCase("select union_value(a := 1) as u", "column 'u' holds a value that cannot be shown; use CAST(... AS VARCHAR).")]
    [TestCase("select {'a': [1, NULL]} as l", "column 'l' holds a value that cannot be shown; use CAST(... AS VARCHAR).")]
    public void Wrong_SQL_is_a_line_with_a_hint_and_64(string sql, string expected)
    {
        EcgCall call = _lake.Query(sql);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages.Split('\n')[0], Does.Contain(expected));
    }

    [TestCase("selct * from records", "selct * from")]
    [TestCase("select *\n  from records\n were quality = 'bad'", "quality = 'bad'")]
    [TestCase("explain selct 1", "selct 1")]
    [TestCase("select record_id, lead from records", "lead from records")]
    [TestCase("select a.nosuch from samples a", "a.nosuch from samples a")]
    [TestCase("select * from sampels", "sampels")]
    [TestCase("select\t1 as one, 2 as two, 3 as three, 4 as four, 5 as five, 6 as six, 7 as seven eight from records where quality = 'bad' and dataset = 'x'", "eight from")]
    public void Wrong_SQL_is_shown_with_a_caret_below_the_mistake(string sql, string mistake)
    {
        string[] lines = _lake.Query(sql).Messages.TrimEnd('\n').Split('\n');

        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[1], Does.StartWith("  LINE "));
        Assert.That(lines[1], Has.Length.LessThan(90));
        Assert.That(lines[2].TrimStart(), Is.EqualTo("^"));
        Assert.That(lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)..], Does.StartWith(mistake));
    }

    [TestCase("copy (select 1) to '{0}'")]
    [TestCase("explain analyze copy (select 1) to '{0}'")]
    [TestCase("/* x */ explain (analyze) copy (select 1) to '{0}'")]
    [TestCase("export database '{0}'")]
    [TestCase("attach '{0}'")]
    [TestCase("create table t (i int)")]
    [TestCase("set threads = 1")]
    [TestCase("install httpfs")]
    [TestCase("pragma version")]
    [TestCase("insert into records values (1)")]
    [TestCase("drop view samples")]
    public void Refuses_whatever_does_not_read(string sql)
    {
        string file = Path.Combine(Path.GetTempPath(), $"ecg-{Path.GetRandomFileName()}");

        EcgCall call = _lake.Query(string.Format(null, sql, file));

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.StartWith("ecg query: SQL is read-only"));
        Assert.That(Path.Exists(file), Is.False);
    }

    [TestCase("show tables")]
    [TestCase("describe leads")]
    [TestCase("summarize records")]
    [TestCase("explain select count(*) from records")]
    [TestCase("explain analyze select count(*) from records")]
    [TestCase("-- a comment\nwith r as (from records) select * from r;")]
    [TestCase("from rejected")]
    [TestCase("values (1)")]
    public void Takes_every_kind_of_statement_that_reads(string sql) =>
        Assert.That(_lake.Query("--format", "csv", sql), Has.Property(nameof(EcgCall.Status)).Zero);

    [TestCase("rows.csv", "n,t\n1,a\n2,\n")]
    [TestCase("rows.json", "[\n{\"n\":1,\"t\":\"a\"},\n{\"n\":2,\"t\":null}\n]\n")]
    [TestCase("rows.MD", "| n | t |\n| ---: | --- |\n| 1 | a |\n| 2 | NULL |\n")]
    public void Writes_a_file_in_the_format_that_its_name_ends_in(string name, string expected)
    {
        using var folder = new LakeFolder();
        Directory.CreateDirectory(folder.Raw);
        string file = Path.Combine(folder.Raw, name);

        EcgCall call = _lake.Query("--out", file, "select * from (values (1, 'a'), (2, NULL)) v(n, t)");

        Assert.That(call, Is.EqualTo(new EcgCall(ExitStatus.Success, "", "")));
        Assert.That(File.ReadAllText(file), Is.EqualTo(expected));
    }

    [TestCase("select record_id, duration_s from records order by all")]
    [TestCase("select record_id, duration_s from records order by all; -- a comment\n")]
    public void Writes_parquet_that_DuckDB_reads_back(string sql)
    {
        using var folder = new LakeFolder();
        Directory.CreateDirectory(folder.Raw);
        string file = Path.Combine(folder.Raw, "it's.parquet");

        Assert.That(_lake.Query("--out", file, sql).Status, Is.Zero);
        Assert.That(_lake.Query("--out", file, sql).Status, Is.Zero, "a second time, over the first");
        Assert.That(_lake.Rows($"select * from '{file.Replace("'", "''", StringComparison.Ordinal)}'"), Is.EqualTo(_lake.Rows(sql)));
        Assert.That(Directory.GetFileSystemEntries(folder.Raw), Is.EqualTo([file]));
    }

    [TestCase(new[] { "--format", "parquet", "select 1" }, "ecg query: Parquet cannot be shown on a terminal: use --out FILE.parquet.\n")]
    [TestCase(new[] { "--out", "rows", "select 1" }, "ecg query: cannot tell the format of 'rows': end its name in .csv, .json, .md or .parquet, or give --format.\n")]
    [TestCase(new[] { "--out", "/nosuch/rows.csv", "select 1" }, "ecg query: the folder of '/nosuch/rows.csv' does not exist; create it, or choose another path for --out.\n")]
    [TestCase(new[] { "--out", "/tmp/ecg-none.parquet", "describe records" }, "ecg query: Parquet needs a SELECT; use --format csv or json for DESCRIBE, SUMMARIZE, SHOW and EXPLAIN.\n")]
    [TestCase(new[] { "--out", "/tmp/ecg-none.parquet", "select nosuch from records" }, "ecg query: Referenced column \"nosuch\" not found")]
    [TestCase(new[] { "--out", "/tmp/ecg-none.csv", "select nosuch from records" }, "ecg query: Referenced column \"nosuch\" not found")]
    public void Leaves_no_file_of_what_goes_wrong(string[] args, string expected)
    {
        EcgCall call = _lake.Query(args);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.StartWith(expected));
        Assert.That(File.Exists(args[1]), Is.False);
    }

    [Test]
    public void Lists_the_named_queries_with_what_they_are()
    {
        var call = EcgCall.Of("query", "--named");

        Assert.That(call.ResultLines, Has.Length.EqualTo(11));
        Assert.That(call.ResultLines[0], Does.StartWith("beat-detector-score     Compares two sources of beats by recording"));
    }

    [Test]
    public void Refuses_a_call_without_a_lake_or_a_question()
    {
        Assert.That(EcgCall.Of("query", "select 1").Messages, Is.EqualTo("ecg query: no lake given: use --lake LAKE or set ECG_LAKE.\n"));
        Assert.That(EcgCall.Of("query", "--lake", "/x/y").Messages, Does.StartWith("ecg query: no query given:"));
        Assert.That(EcgCall.Of("query", "--lake", "/x/y", "--named", "x", "select 1").Messages, Does.StartWith("ecg query: give either SQL or --named"));
        Assert.That(EcgCall.Of("query", "--lake", "/x/y", "--named", "x").Messages, Does.StartWith("ecg query: there is no named query 'x': the names are beat-detector-score,"));
        Assert.That(
            EcgCall.Of("query", "--lake", "/x/y", "select 1"),
            Is.EqualTo(new EcgCall(ExitStatus.UsageError, "", "ecg query: there is no lake at '/x/y'; 'ecg convert PATH --out /x/y' creates one.\n")));
    }

    private static void CopyFolder(string source, string target)
    {
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
