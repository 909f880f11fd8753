using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Ecg.Tests.Reporting;
using NUnit.Framework;

namespace Ecg.Tests.View;

/// <summary>What SQL can do from the page.</summary>
public sealed class QueryEndpointsTests
{
    private HostileLake _lake = null!;
    private ServedLake _page = null!;
    private string _outside = null!;

    [OneTimeSetUp]
    public async Task OneTimeSetUp()
    {
        _lake = new HostileLake();
        _page = await ServedLake.StartAsync(_lake.Path);
        _outside = Path.Combine(Path.GetDirectoryName(_lake.Path)!, "outside.csv");
        await File.WriteAllTextAsync(_outside, "secret\n42\n");
    }

    [OneTimeTearDown]
    public async Task OneTimeTearDown()
    {
        await _page.DisposeAsync();
        _lake.Dispose();
    }

    [Test]
    public async Task Answers_with_a_table()
    {
        (HttpStatusCode status, JsonNode table) = await _page.QueryAsync("select record_id, samples, null as nothing from records order by samples");

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(table.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), Is.EqualTo(
            """
            {"columns":[{"name":"record_id","isNumber":false},{"name":"samples","isNumber":true},{"name":"nothing","isNumber":true}],"rows":[["it's \"x\" onload=alert(1) & $(id)","700",null],["<script>alert(1)<_script>","2500",null]],"hasMore":false}
            """));
    }

    [TestCase("select * from read_csv('{0}')")]
    [TestCase("select * from '{0}'")]
    [TestCase("select * from read_text('{0}')")]
    [TestCase("select * from read_blob('{1}/../outside.csv')")]
    [TestCase("select * from glob('{2}/*')")]
    [TestCase("select * from sniff_csv('{0}')")]
    [TestCase("select * from read_text('http://127.0.0.1:9/')")]
    [TestCase("select * from parquet_metadata('{0}')")]
    [TestCase("with x as materialized (select * from read_json('{0}')) select * from x")]
    [TestCase("explain analyze select * from read_csv('{0}')")]
    [TestCase("copy (select 42) to '{0}'")]
    [TestCase("set enable_external_access = true")]
    [TestCase("set lock_configuration = false")]
    [TestCase("attach '{0}' as x")]
    [TestCase("install httpfs")]
    [TestCase("select 1; select 2")]
    [TestCase("drop view records")]
    public async Task Reads_nothing_beyond_the_lake_and_writes_nothing(string sql)
    {
        string before = await File.ReadAllTextAsync(_outside);

        (HttpStatusCode status, JsonNode answer) = await _page.QueryAsync(string.Format(null, sql, Literal(_outside), Literal(_lake.Path), Literal(Path.GetDirectoryName(_lake.Path)!)));

        Assert.Multiple(() =>
        {
            Assert.That(status, Is.Not.EqualTo(HttpStatusCode.OK), answer.ToJsonString());
            Assert.That(answer.ToJsonString(), Does.Not.Contain("42").And.Not.Contain("secret"));
            Assert.That(File.ReadAllText(_outside), Is.EqualTo(before));
        });

        static string Literal(string path) => path.Replace("'", "''", StringComparison.Ordinal);
    }

    [Test]
    public async Task Shows_as_many_rows_as_can_be_read_and_says_that_there_are_more()
    {
        (_, JsonNode table) = await _page.QueryAsync("select * from range(100000)");

        Assert.That((table["rows"]!.AsArray().Count, (bool?)table["hasMore"]), Is.EqualTo((1000, (bool?)true)));
    }

    [Test]
    public async Task Hands_out_all_rows_as_a_file()
    {
        using var form = new FormUrlEncodedContent([new("sql", "select range as n from range(2500)")]);
        using HttpResponseMessage answer = await _page.SendAsync("api/query.csv", request => (request.Method, request.Content) = (HttpMethod.Post, form));

        string[] lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        Assert.That((lines.Length, lines[0], lines[2500]), Is.EqualTo((2502, "n", "2499")));
        Assert.That(answer.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
    }

    [Test]
    public async Task Is_asked_by_the_page_alone()
    {
        using var form = new FormUrlEncodedContent([new("sql", "select 1")]);
        using HttpResponseMessage answer = await _page.SendAsync("api/query", request =>
        {
            (request.Method, request.Content) = (HttpMethod.Post, form);
            request.Headers.Add("Origin", "http://evil.example");
        });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Is_stopped_after_its_time()
    {
        await using ServedLake hasty = await ServedLake.StartAsync(_lake.Path, longestQuery: TimeSpan.FromMilliseconds(300));

        (HttpStatusCode status, JsonNode answer) = await hasty.QueryAsync("select sum(a.range * b.range) from range(2000000) a, range(2000000) b");

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)answer["error"], Is.EqualTo("stopped after 0.3 s. Narrow the query, or use 'ecg query', which has no limit."));
    }

    [Test]
    public async Task Is_given_up_when_nobody_waits_for_it_any_longer()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.That(
            async () => await _page.QueryAsync("select sum(a.range * b.range) from range(2000000) a, range(2000000) b", patience.Token),
            Throws.InstanceOf<OperationCanceledException>());

        // The question of one page at a time is put to the lake: this one's turn comes when that one has ended.
        var clock = Stopwatch.StartNew();
        (HttpStatusCode status, _) = await _page.QueryAsync("select 1");

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }
}
