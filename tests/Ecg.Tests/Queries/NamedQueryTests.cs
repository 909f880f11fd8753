using Ecg.Cli.Querying;
using Ecg.Lake;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Queries;

public sealed class NamedQueryTests
{
    private QueryLake _lake = null!;

    [OneTimeSetUp]
    public void OneTimeSetUp() => _lake = new QueryLake();

    [OneTimeTearDown]
    public void OneTimeTearDown() => _lake.Dispose();

    [Test]
    public void The_contract_names_seven() => Assert.That(NamedQuery.All.Select(query => query.Name), Is.EqualTo(new[]
    {
        "beat-detector-score", "filled-signal", "heart-rate", "lead-statistics", "normalized-signal", "quality-report", "recordings-by-diagnosis",
        "rejected-files", "rhythm-of-record", "rr-intervals", "signal-of-record",
    }));

    [TestCaseSource(typeof(NamedQuery), nameof(NamedQuery.All))]
    public void Each_says_what_it_is_and_how_the_common_subset_was_made_sure(object query)
    {
        (string _, string? description, string? sql) = (NamedQuery)query;

        Assert.That(description, Does.EndWith(".").And.Length.LessThan(200));
        Assert.That(sql, Does.Contain("-- Runs unchanged in Athena (Trino) and DuckDB:"));
        Assert.That(sql, Does.Not.Contain(';').Or.Not.Match(@";\s*\z"), "Athena takes no semicolon at the end");
    }

    [TestCaseSource(typeof(NamedQuery), nameof(NamedQuery.All))]
    public void Each_runs_on_an_empty_lake(object query)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ecg-empty-");
        try
        {
            var call = Cli.EcgCall.Of("query", "--lake", folder.FullName, "--named", ((NamedQuery)query).Name, "--format", "csv");

            if (((NamedQuery)query).Name is "normalized-signal" or "filled-signal")
            {
                Assert.That(call.Messages, Does.Contain("does not have a column named \"ii\". 'describe samples' lists the leads of this lake."));
                return;
            }

            Assert.That(call.Status, Is.Zero, call.Messages);
            Assert.That(call.ResultLines, Has.Length.EqualTo(1));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Signal_of_record_gives_the_instants_of_one_recording_in_order()
    {
        string[] rows = _lake.Rows("--named", "signal-of-record");

        Assert.That(rows, Has.Length.EqualTo(500));
        Assert.That(rows[0], Does.Match("^0,r1,[0-9a-f]{16},0,0,0,0,,alpha$"));
        Assert.That(rows[25], Does.Match("^0.1,r1,[0-9a-f]{16},25,100000,1,2,,alpha$"));
    }

    [Test]
    public void Normalized_signal_goes_from_0_to_1()
    {
        string[] values = _lake.Rows("--named", "normalized-signal").Select(row => row.Split(',')[^1]).ToArray();

        Assert.That(values, Has.Length.EqualTo(500));
        Assert.That(values[25], Is.EqualTo("1"));
        Assert.That(values[75], Is.EqualTo("0"));
        Assert.That(values[0], Is.EqualTo("0.5"));
    }

    [Test]
    public void Filled_signal_carries_the_last_value_forward()
    {
        using var folder = new LakeFolder();
        folder.Put("d/gaps.mat", Level4Bytes.Int16("val", 1, 8, short.MinValue, 5, short.MinValue, short.MinValue, -7, 2, short.MinValue, 2));
        folder.Put("d/gaps.hea", "gaps 1 250 8\ngaps.mat 16+24 1/mV 16 0 0 0 0 II\n");
        Assert.That(folder.Convert("d/gaps.mat").Status, Is.EqualTo(ConversionStatus.Converted));

        var call = Cli.EcgCall.Of("query", "--lake", folder.Lake, "--named", "filled-signal", "--format", "csv");

        Assert.That(call.Status, Is.Zero, call.Messages);
        Assert.That(
            call.ResultLines[1..].Select(row => string.Join(' ', row.Split(',')[4..])),
            Is.EqualTo(new[] { " ", "5 5", " 5", " 5", "-7 -7", "2 2", " 2", "2 2" }));
    }

    [Test]
    public void Beat_detector_score_counts_each_beat_of_a_real_record_once()
    {
        using var folder = new LakeFolder();
        foreach (string name in (string[])["207.hea", "207.dat", "207.atr"])
        {
            folder.Put($"mitdb/{name}", File.ReadAllBytes(SharedData.PathOf("reference", "mitdb", name)));
        }

        Assert.That(folder.Convert("mitdb/207.hea").Status, Is.EqualTo(ConversionStatus.Converted));

        string[] score = Cli.EcgCall.Of("query", "--lake", folder.Lake, "--named", "beat-detector-score", "--format", "csv").ResultLines[1].Split(',');
        string[] rhythms = Cli.EcgCall.Of("query", "--lake", folder.Lake, "--named", "rhythm-of-record", "--format", "csv").ResultLines;
        string[] tachogram = Cli.EcgCall.Of("query", "--lake", folder.Lake, "--named", "rr-intervals", "--format", "csv").ResultLines;
        string[] rate = Cli.EcgCall.Of("query", "--lake", folder.Lake, "--named", "heart-rate", "--format", "csv").ResultLines[1].Split(',');

        Assert.That(score[..3], Is.EqualTo(new[] { "mitdb", "207", "1860" }), "beats outside of ventricular flutter");
        Assert.That(int.Parse(score[3], null) + int.Parse(score[4], null), Is.EqualTo(1860));
        Assert.That(double.Parse(score[6], null), Is.GreaterThan(99.5));
        Assert.That(double.Parse(score[7], null), Is.GreaterThan(99.5));
        Assert.That(rhythms, Has.Some.StartsWith("mitdb,207,atr,VFL,6,"));
        Assert.That(tachogram, Has.Length.EqualTo(int.Parse(rate[3], null) + 1));
    }

    [Test]
    public void Quality_report_has_the_worst_first()
    {
        string[][] rows = _lake.Rows("--named", "quality-report").Select(row => row.Split(',')).ToArray();

        Assert.That(rows.Select(row => row[1]), Is.EqualTo(new[] { "sub/r2", "r3", "r1" }));
        Assert.That(rows.Select(row => row[2]), Is.Ordered.Using<string>((x, y) => Rank(x) - Rank(y)));
        Assert.That(rows[^1][2..8], Is.EqualTo(new[] { "good", "", "0", "0", "2", "0" }));

        static int Rank(string quality) => Array.IndexOf(["bad", "suspect", "good"], quality);
    }

    [Test]
    public void Recordings_by_diagnosis_counts_a_recording_once_for_each()
    {
        Assert.That(_lake.Rows("--named", "recordings-by-diagnosis"), Is.EqualTo(new[]
        {
            "426783006,2,1,1,1,50,0.001",
            "(none stated),1,1,0,0,,",
            "164889003,1,1,1,0,60,0.001",
        }));
    }

    [Test]
    public void Lead_statistics_are_over_the_recordings_of_a_dataset()
    {
        string[][] rows = _lake.Rows("--named", "lead-statistics").Select(row => row.Split(',')).ToArray();

        Assert.That(rows.Select(row => string.Join(' ', row[..6])), Is.EqualTo(new[]
        {
            "alpha ii mV 2 -3 3", "alpha v1 mV 2 -2 2", "beta ecg adu 1 -100 100",
        }));
        Assert.That(rows.Select(row => row[^1]), Is.EqualTo(new[] { "100", "50", "0" }));
    }

    [Test]
    public void Rejected_files_tells_what_is_wrong_with_each()
    {
        string[] rows = _lake.Rows("--named", "rejected-files");

        Assert.That(rows, Has.Length.EqualTo(1));
        Assert.That(rows[0], Does.StartWith("unsupported-format,1,beta,broken,"));
    }

    [Test]
    public void A_description_ends_at_the_first_empty_comment() =>
        Assert.That(
            NamedQuery.Parse("x", "-- One\r\n-- line.\r\n--\r\n-- More.\r\nSELECT 1 -- one\r\n"),
            Is.EqualTo(new NamedQuery("x", "One line.", "-- One\n-- line.\n--\n-- More.\nSELECT 1 -- one\n")));

    [Test]
    public void A_query_without_a_comment_has_no_description() => Assert.That(NamedQuery.Parse("x", "SELECT 1").Description, Is.Empty);
}
