using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;
using Ecg.Cli.Querying.Indexing;
using Ecg.Tests.Cli;
using NUnit.Framework;

namespace Ecg.Tests.Queries;

/// <summary>Lakes with so many files that an index is kept of them.</summary>
public sealed class IndexTests
{
    private static readonly string[] Questions =
    [
        "describe samples",
        "describe leads",
        "describe records",
        "select * from records",
        "select * from leads",
        "select count(*) from records",
        "select * from samples where record_id = 'r1' and dataset = 'alpha'",
        "select s.*, r.quality from records r left join samples s on s.record_id = r.record_id and s.dataset = r.dataset where s.record_id in ('r3', 'nosuch') order by all limit 3",
        "select * from samples where record_id = 'nosuch'",
        "select count(*), count(ecg), sum(ii) from samples where \"sample\" < 3",
    ];

    private ManyFilesLake _lake = null!;

    [SetUp]
    public void SetUp() => _lake = new ManyFilesLake();

    [TearDown]
    public void TearDown() => _lake.Dispose();

    [Test]
    public void Answers_are_those_of_the_files_the_first_time_and_every_other()
    {
        foreach (string question in Questions)
        {
            string expected = _lake.AskDuckDb(question);
            Assert.That(_lake.Ask(question), Is.EqualTo(expected), question);
            Assert.That(_lake.Ask(question), Is.EqualTo(expected), $"{question}, again");
        }

        Assert.That(_lake.IndexFiles, Has.Length.GreaterThanOrEqualTo(5));
    }

    [Test]
    public void Only_the_first_question_says_that_it_reads_every_file()
    {
        string file = _lake.FilesOf("leads", "alpha")[0];
        for (int copy = 0; copy < 1000; copy++)
        {
            File.Copy(file, Path.Combine(Path.GetDirectoryName(file)!, $"{copy:x8}-other.parquet"));
        }

        EcgCall Ask() => EcgCall.Of("query", "--lake", _lake.Path, "select count(*) from leads");

        Assert.That(Ask().Messages, Does.Match("^Reading [0-9]+ new files of 'leads' into the lake's index; the next query will be faster.\n"));
        Assert.That(Ask().Messages, Does.Not.Contain("catalogue"));
    }

    [Test]
    public void A_file_that_comes_changes_or_goes_is_seen_by_the_next_question()
    {
        _lake.Ask("select * from records");
        string[] files = _lake.FilesOf("records", "alpha");
        string other = _lake.FilesOf("records", "beta")[0];

        File.Delete(files[3]);
        Assert.That(_lake.Ask("select * from records"), Is.EqualTo(_lake.AskDuckDb("select * from records")));
        File.Copy(other, files[5], overwrite: true);
        Assert.That(_lake.Ask("select * from records"), Is.EqualTo(_lake.AskDuckDb("select * from records")));
        File.Copy(other, Path.Combine(Path.GetDirectoryName(files[5])!, "00000000-new.parquet"));
        Assert.That(_lake.Ask("select * from records"), Is.EqualTo(_lake.AskDuckDb("select * from records")));
    }

    [Test]
    public void A_file_written_again_within_a_tick_of_its_clock_is_read_again()
    {
        string file = _lake.FilesOf("records", "alpha")[0];
        DateTime now = DateTime.UtcNow;
        File.SetLastWriteTimeUtc(file, now);
        _lake.Ask("select * from records");
        byte[] bytes = File.ReadAllBytes(file);
        int at = bytes.AsSpan().IndexOf("r1"u8);
        Assert.That(at, Is.Positive);
        for (; at >= 0 && bytes.AsSpan(at).IndexOf("r1"u8) is >= 0 and var next; at += next + 2)
        {
            "q1"u8.CopyTo(bytes.AsSpan(at + next));
        }

        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, now);

        Assert.That(_lake.Ask("select * from records"), Is.EqualTo(_lake.AskDuckDb("select * from records")));
    }

    [Test]
    public void Files_with_more_or_fewer_columns_are_read_as_before()
    {
        string[] files = _lake.FilesOf("records", "alpha");
        _lake.Ask("select * from records");
        _lake.Rewrite(files[0], "select * exclude (age), 7 as extra");
        _lake.Rewrite(files[9], "select 'x' as before, *");
        foreach (string? question in new[] { "describe records", "select * from records", "select count(extra), count(age) from records" })
        {
            Assert.That(_lake.Ask(question), Is.EqualTo(_lake.AskDuckDb(question)), question);
            Assert.That(_lake.Ask(question), Is.EqualTo(_lake.AskDuckDb(question)), $"{question}, again");
        }
    }

    [Test]
    public void Recordings_with_leads_of_their_own_are_answered_as_DuckDB_does()
    {
        string[] files = [.. _lake.FilesOf("samples", "alpha").Where(file => file.EndsWith("-copy.parquet", StringComparison.Ordinal))];
        for (int file = 0; file < 100; file++)
        {
            _lake.Rewrite(files[file], $"select record_id, \"sample\", time_us, 1::float as lead_{file}, {file}::float as \"it's {file % 7}\"");
        }

        foreach (string question in Questions.Append("select dataset, count(lead_3), sum(\"it's 5\"), count(ii) from samples where dataset = 'alpha' group by all"))
        {
            Assert.That(_lake.Ask(question), Is.EqualTo(_lake.AskDuckDb(question)), question);
        }
    }

    [Test]
    public void Datasets_many_and_oddly_named_are_answered_as_DuckDB_does()
    {
        string file = _lake.FilesOf("samples", "alpha")[0];
        for (int dataset = 0; dataset < 100; dataset++)
        {
            string folder = Path.Combine(_lake.Path, "samples", $"dataset=a%2Fb%27 é{dataset}");
            Directory.CreateDirectory(folder);
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        foreach (string question in new[] { "select dataset, count(*), sum(ecg) from samples group by all order by all", "select * from samples where dataset = 'a/b'' é7'" })
        {
            Assert.That(_lake.Ask(question), Is.EqualTo(_lake.AskDuckDb(question)), question);
        }

        Directory.GetDirectories(Path.Combine(_lake.Path, "samples"), "*%2F*").Skip(10).ToList().ForEach(folder => Directory.Delete(folder, recursive: true));
        Assert.That(_lake.Ask("select distinct dataset from samples order by 1"), Is.EqualTo(_lake.AskDuckDb("select distinct dataset from samples order by 1")));
    }

    [Test]
    public void A_comment_that_speaks_of_shows_and_schemas_asks_for_no_other_table()
    {
        Assert.That(EcgCall.Of("query", "--lake", _lake.Path, "--named", "quality-report").Status, Is.Zero);

        Assert.That(_lake.IndexFiles.Select(Path.GetFileName), Has.None.StartsWith("samples").And.Some.StartsWith("leads"));
    }

    [TestCase("show tables")]
    [TestCase("show all tables")]
    [TestCase("select table_name from information_schema.tables order by 1")]
    [TestCase("select view_name from duckdb_views() where not internal")]
    public void A_question_for_the_tables_names_them_all(string question) =>
        Assert.That(_lake.Ask(question), Does.Contain("annotations").And.Contain("rejected").And.Contain("samples"));

    [Test]
    public void A_column_of_two_types_and_a_nested_one_are_left_to_DuckDB()
    {
        string[] files = _lake.FilesOf("records", "alpha");
        _lake.Rewrite(files[1], "select * replace (lead_count::bigint as lead_count), [1, 2] as nested");

        Assert.That(_lake.Ask("describe records"), Is.EqualTo(_lake.AskDuckDb("describe records")));
        Assert.That(_lake.Ask("select record_id, lead_count from records"), Is.EqualTo(_lake.AskDuckDb("select record_id, lead_count from records")));
    }

    [Test]
    public void A_renamed_file_is_found_by_what_is_in_it()
    {
        string file = _lake.FilesOf("samples", "alpha")[0];
        _lake.Rewrite(file, "select * replace ('other/é' as record_id)");

        Assert.That(_lake.Ask("select count(*) from samples where record_id = 'other/é'"), Is.EqualTo("count_star()\n500\n"));
    }

    [Test]
    public void A_recording_that_comes_while_tables_are_listed_is_answered_whole_or_not_at_all()
    {
        string lead = _lake.FilesOf("leads", "alpha")[0];
        for (int copy = 0; copy < 1000; copy++)
        {
            File.Copy(lead, Path.Combine(Path.GetDirectoryName(lead)!, $"{copy:x8}-other.parquet"));
        }

        bool came = false;
        using var database = LakeDatabase.Open(_lake.Path, _ =>
        {
            foreach (string table in new[] { "samples", "leads", "records" })
            {
                string file = Path.Combine(Path.GetDirectoryName(_lake.FilesOf(table, "alpha")[0])!, "ffffffff-came.parquet");
                File.Copy(_lake.FilesOf(table, "alpha")[0], file);
                _lake.Rewrite(file, "select * replace ('came' as record_id)");
            }

            came = true;
        });

        const string Question = "select count(*) from records r where r.record_id = 'came' and not exists (from leads l where l.record_id = r.record_id)";
        long torn = -1;
        database.Query(Question, reader => torn = reader.Read() ? reader.GetInt64(0) : -1, default);

        Assert.That(came);
        Assert.That(torn, Is.Zero);
        Assert.That(_lake.Ask("select count(*) from records r join leads l using (record_id) where record_id = 'came'"), Is.EqualTo("count_star()\n2\n"));
    }

    [Test]
    public void A_database_that_may_read_nothing_but_the_lake_reads_it_through_the_index()
    {
        using var database = LakeDatabase.Open(_lake.Path, confined: true);
        long rows = 0;
        foreach (string question in new[] { "select count(*) from samples", "select count(*) from samples where record_id = 'r3'", "select count(*) from records join leads using (dataset, record_id)" })
        {
            database.Query(question, reader => rows = reader.Read() ? reader.GetInt64(0) : -1, default);
            Assert.That($"count_star()\n{rows}\n", Is.EqualTo(_lake.AskDuckDb(question)), question);
        }

        Assert.That(_lake.IndexFiles, Has.Length.GreaterThanOrEqualTo(5));
    }

    [Test]
    public void A_damaged_index_is_made_anew()
    {
        const string Question = "select * from records";
        string expected = _lake.Ask(Question);
        foreach (Action<string> damage in new Action<string>[] { file => File.WriteAllText(file, "none"), file => File.WriteAllText(file, ""), File.Delete })
        {
            Array.ForEach(_lake.IndexFiles, file => damage(file));
            Assert.That(_lake.Ask(Question), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Rows_without_their_list_of_files_are_not_read()
    {
        const string Question = "select * from records";
        string expected = _lake.Ask(Question);
        Array.ForEach(_lake.IndexFiles.Where(file => file.EndsWith(".rows.parquet", StringComparison.Ordinal)).ToArray(), File.Delete);

        Assert.That(_lake.Ask(Question), Is.EqualTo(expected));
    }

    [Test]
    public void A_lake_that_cannot_be_written_is_answered_and_left_alone()
    {
        File.WriteAllText(Path.Combine(_lake.Path, IndexFolder.Name), "in the way");

        Assert.That(_lake.Ask("select * from records"), Is.EqualTo(_lake.AskDuckDb("select * from records")));
        Assert.That(File.ReadAllText(Path.Combine(_lake.Path, IndexFolder.Name)), Is.EqualTo("in the way"));
    }

    [Test]
    public void A_damaged_file_of_the_lake_is_named()
    {
        File.WriteAllText(_lake.FilesOf("records", "alpha")[7], "half");

        var call = EcgCall.Of("query", "--lake", _lake.Path, "select count(*) from records");

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Failed));
        Assert.That(call.Messages, Does.Contain(Path.GetFileName(_lake.FilesOf("records", "alpha")[7])).And.Contain("Convert its recording again"));
    }

    [Test]
    public void Outdated_indexes_are_removed_once_nobody_can_be_reading_them()
    {
        _lake.Ask("select count(*) from records");
        string[] old = _lake.IndexFiles;
        Array.ForEach(old, file => File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1)));
        File.Delete(_lake.FilesOf("records", "alpha")[0]);

        _lake.Ask("select count(*) from records");

        Assert.That(_lake.IndexFiles, Has.Length.EqualTo(2));
        Assert.That(_lake.IndexFiles.Intersect(old), Is.Empty);
    }

    [Test]
    public void A_small_lake_gets_no_index()
    {
        using var lake = new QueryLake();
        lake.Rows("select count(*) from records, samples");

        Assert.That(Directory.Exists(Path.Combine(lake.Path, IndexFolder.Name)), Is.False);
    }

    [Test]
    public void Plot_finds_a_recording_through_the_index()
    {
        _lake.Ask("select count(*) from records");
        string picture = Path.Combine(_lake.Path, "a.png");

        Assert.That(EcgCall.Of("plot", "beta/r3", "--lake", _lake.Path, "--out", picture).Status, Is.Zero);
        Assert.That(new FileInfo(picture).Length, Is.Positive);
    }
}
