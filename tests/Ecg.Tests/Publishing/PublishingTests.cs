using CsCheck;
using Ecg.Lake;
using Ecg.Lake.Schema;
using Ecg.Signals.Metadata;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Publishing;

/// <summary>What the publisher promises, through the state machine, the statements and the function as they are deployed.</summary>
[Parallelizable]
public sealed class PublishingTests
{
    private const int Recordings = 4;

    private static readonly string[] Leads = ["II", "V1", "Strange 1", "Strange 2"];

    [Test]
    public void Declares_the_columns_of_the_converter()
    {
        Dictionary<string, List<(string Name, string Type)>> lake = DeclaredStack.TablesOf(DeclaredStack.Lake);
        Assert.Multiple(() =>
        {
            foreach (TableSchema table in LakeSchema.Tables)
            {
                string[] expected = ["dataset", .. table.Columns.Select(column => column.Name)];
                Assert.That(lake[table.Name].Select(column => column.Name).Take(expected.Length), Is.EqualTo(expected), table.Name);
                Assert.That(
                    lake[table.Name].Skip(1).Take(table.Columns.Count).Select(column => column.Type),
                    Is.EqualTo(table.Columns.Select(column => column.Kind switch { Ecg.Lake.Parquet.ColumnKind.Text => "VARCHAR", Ecg.Lake.Parquet.ColumnKind.Int32 => "INTEGER", Ecg.Lake.Parquet.ColumnKind.Int64 => "BIGINT", var kind => kind.ToString().ToUpperInvariant() })),
                    table.Name);
            }
        });
    }

    [Test]
    public void Names_known_leads_as_the_converter_does() =>
        Assert.That(LakeColumns.KnownLeads, Is.EqualTo(ColumnNames.Assign(LakeColumns.KnownLeads)).And.Unique);

    [Test]
    public void Ends_at_once_where_nothing_waits()
    {
        using var lake = new PublishedLake();

        Assert.That(lake.Publish(), Is.True);
        Assert.That(lake.Statements, Is.Empty);
    }

    [Test]
    public void Publishes_what_was_converted_and_rejected()
    {
        using var lake = new PublishedLake();
        Put(lake, 0, lead: 0, samples: 3);
        Put(lake, 1, lead: 2, samples: 2);
        lake.Raw.Put("d/broken.mat", "nothing that anybody reads"u8.ToArray());
        _ = lake.Convert("d/broken.mat");

        Assert.That(lake.Publish(), Is.True);

        AssertIsWhatWasConverted(lake);
        Assert.That(lake.Query("select dataset, record_id, ii, strange_1 from ecg_dev.samples order by all"), Has.Count.EqualTo(5));
        Assert.That(lake.Query("select dataset, record_id, reason from ecg_dev.rejected").Single(), Is.EqualTo(new object[] { "d", "broken", "unsupported-format" }));
        Assert.That(lake.Messages, Is.Zero);
    }

    [TestCase("1 NSR")]
    [TestCase("a:b=c%2Fd")]
    [TestCase("Łódź '+' \"x\"")]
    [TestCase("null")]
    public void Keeps_the_name_of_a_dataset_that_a_path_cannot_have(string dataset)
    {
        using var lake = new PublishedLake();
        lake.Raw.Put("x/A.mat", Level4Bytes.Int16("val", 1, 3, 1, 2, 3));
        Assert.That(lake.Convert("x/A.mat", new ConversionOptions { Dataset = dataset }).Status, Is.EqualTo(ConversionStatus.Converted));

        Assert.That(lake.Publish(), Is.True);

        Assert.That(lake.Query("select distinct dataset from ecg_dev.samples union select dataset from ecg_dev.records"), Is.EqualTo(new object[][] { [dataset] }));
    }

    [Test]
    public void Touches_nothing_when_a_message_comes_twice()
    {
        using var lake = new PublishedLake();
        Put(lake, 0, lead: 0, samples: 3);
        _ = lake.Publish();
        lake.Statements.Clear();
        lake.DeliverAgain();

        Assert.That(lake.Publish(), Is.True);

        Assert.That(lake.Statements, Has.None.StartsWith("MERGE"));
        AssertIsWhatWasConverted(lake);
    }

    [Test]
    public void Hands_the_messages_back_when_a_statement_fails()
    {
        using var lake = new PublishedLake();
        Put(lake, 0, lead: 0, samples: 3);

        Assert.That(lake.Publish(fails: statement => statement.StartsWith("INSERT INTO ecg_dev.samples", StringComparison.Ordinal)), Is.False);
        Assert.That(lake.Publish(), Is.True, "at once, without waiting for the visibility timeout");
        AssertIsWhatWasConverted(lake);
    }

    [Test]
    public void Publishes_more_datasets_than_a_statement_may_write_to_in_two_batches()
    {
        using var lake = new PublishedLake();
        for (int dataset = 0; dataset <= 100; dataset++)
        {
            lake.Raw.Put($"d{dataset}/broken.mat", "nothing that anybody reads"u8.ToArray());
            _ = lake.Convert($"d{dataset}/broken.mat");
        }

        Assert.That(lake.Publish(), Is.True);

        Assert.That(lake.Statements.Count(statement => statement.StartsWith("INSERT INTO ecg_dev.rejected", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(lake.Query("select count(distinct dataset) from ecg_dev.rejected").Single()[0], Is.EqualTo(101L));
    }

    [TestCase("records")]
    [TestCase("leads")]
    public void Publishes_the_others_where_an_object_is_not_the_converters(string table)
    {
        using var lake = new PublishedLake();
        Put(lake, 0, lead: 0, samples: 3);
        Put(lake, 1, lead: 1, samples: 2);
        string spoiled = Directory.GetFiles(Path.Combine(lake.Incoming, table, "dataset=d0"), "*.parquet").Single();
        File.WriteAllText(spoiled, "no Parquet");

        Assert.That(lake.Publish(), Is.True);

        Assert.That(lake.Query("select dataset from ecg_dev.records").Single()[0], Is.EqualTo("d1"));
        Assert.That(lake.Messages, Is.EqualTo(1), "it returns, and becomes a dead letter");
    }

    [Test]
    public void Adds_columns_for_new_leads_up_to_their_limit_and_says_so()
    {
        using var lake = new PublishedLake();
        int known = LakeColumns.KnownLeads.Count;
        string names = string.Concat(Enumerable.Range(1, 260).Select(i => $"A.mat 16 200/mV 16 0 0 0 0 hostile{i:D3}\n"));
        lake.Raw.Put("d/A.hea", $"A 260 250 2\n{names}");
        lake.Raw.Put("d/A.mat", Level4Bytes.Int16("val", 260, 2, [.. Enumerable.Range(0, 520).Select(i => (short)i)]));
        ConversionResult converted = lake.Convert("d/A.mat");
        Assert.That(converted.Status, Is.EqualTo(ConversionStatus.Converted), converted.Detail);

        Assert.That(lake.Publish(), Is.True);

        Assert.That(lake.ColumnsOf("samples"), Has.Count.EqualTo(PipelineContract.SamplesColumns.Count + PipelineContract.MostLeadColumns));
        Assert.That(lake.Query("select count(*) from ecg_dev.samples").Single()[0], Is.EqualTo(2L), "what has a column is published");
        Assert.That(lake.Metrics.ToString(), Does.Contain($"\"LeadsLeftOut\":{260 - (256 - known)}"));
        Assert.That(File.Exists(Directory.GetFiles(Path.Combine(lake.Incoming, "samples"), "*", SearchOption.AllDirectories).Single()), "and all of it stays in incoming");
    }

    [Test]
    public void Keeps_its_promises_over_any_history() =>
        Gen.Select(
                Gen.Select(Gen.Int[0, 5], Gen.Int[0, Recordings - 1], Gen.Int[0, Leads.Length - 1], Gen.Int[1, 3]).List[1, 8],
                Gen.Int[1, 25],
                Gen.Int[0, 20])
            .Array[1, 4]
            .Sample(Plays, iter: 40, threads: 1);

    // Each round: some uploads, one of them in the middle of the run; a run that dies; a run that may come to its end.
    private static void Plays((List<(int What, int Which, int Lead, int Samples)> Uploads, int KilledAfter, int Late)[] rounds)
    {
        using var lake = new PublishedLake();
        var parts = new Dictionary<string, (long Samples, long Leads, long Annotations)>();
        foreach ((List<(int What, int Which, int Lead, int Samples)> uploads, int killedAfter, int late) in rounds)
        {
            int task = 0;
            lake.OnTask = () =>
            {
                if (task++ == late)
                {
                    Upload(lake, uploads[^1], parts);
                }

                AssertPromises(lake, parts);
            };
            uploads[..^1].ForEach(upload => Upload(lake, upload, parts));
            _ = lake.Publish(killedAfter);
            lake.WaitForMessages();
            if (killedAfter % 2 == 0)
            {
                lake.DeliverAgain();
            }
        }

        lake.OnTask = () => AssertPromises(lake, parts);
        for (int runs = 0; lake.Messages > 0 && runs < 10; runs++)
        {
            Assert.That(lake.Publish(), Is.True);
            lake.WaitForMessages();
        }

        AssertIsWhatWasConverted(lake);
        Assert.That(lake.Messages, Is.Zero);
    }

    private static void Upload(PublishedLake lake, (int What, int Which, int Lead, int Samples) upload, Dictionary<string, (long Samples, long Leads, long Annotations)> parts)
    {
        string name = $"d{upload.Which % 2}/r{upload.Which}";
        switch (upload.What)
        {
            case 0:
                lake.Raw.Put($"{name}.mat", "damaged"u8.ToArray());
                break;
            case 1:
                lake.Raw.Put($"{name}.hea", $"r{upload.Which} 1 250 {upload.Samples}\nr{upload.Which}.mat 16+24 100/mV 16 0 0 0 0 {Leads[upload.Lead]}\n");
                break;
            default:
                Write(lake, upload.Which, upload.Lead, upload.Samples);
                break;
        }

        ConversionResult result = lake.Convert($"{name}.mat");
        if (result.Status == ConversionStatus.Converted)
        {
            Remember(lake, parts);
        }
    }

    private static void Put(PublishedLake lake, int which, int lead, int samples)
    {
        Write(lake, which, lead, samples);
        Assert.That(lake.Convert($"d{which % 2}/r{which}.mat").Status, Is.EqualTo(ConversionStatus.Converted));
    }

    private static void Write(PublishedLake lake, int which, int lead, int samples)
    {
        lake.Raw.Put($"d{which % 2}/r{which}.hea", $"r{which} 1 250 {samples}\nr{which}.mat 16+24 200/mV 16 0 0 0 0 {Leads[lead]}\n");
        lake.Raw.Put($"d{which % 2}/r{which}.mat", Level4Bytes.Int16("val", 1, samples, [.. Enumerable.Range(0, samples).Select(i => i == 1 ? short.MinValue : (short)(i * 10))]));
    }

    private static void Remember(PublishedLake lake, Dictionary<string, (long Samples, long Leads, long Annotations)> parts)
    {
        foreach (object?[] row in lake.Query(
            $"select r.conversion_id, r.samples, r.lead_count::bigint, count(a.kind) from {Files(lake, "records")} r left join {Files(lake, "annotations", "leads")} a "
            + "on a.conversion_id = r.conversion_id group by all"))
        {
            parts[(string)row[0]!] = ((long)row[1]!, (long)row[2]!, (long)row[3]!);
        }
    }

    // Where a table has no file yet, an empty selection of another one's stands for it.
    private static string Files(PublishedLake lake, string table, string? otherwise = null)
    {
        bool exists = Directory.Exists(Path.Combine(lake.Incoming, table)) && Directory.EnumerateFiles(Path.Combine(lake.Incoming, table), "*.parquet", SearchOption.AllDirectories).Any();
        return exists
            ? $"read_parquet('{Path.Combine(lake.Incoming, table, "*", "*.parquet")}', union_by_name = true, hive_partitioning = true, hive_types_autocast = false)"
            : otherwise is null ? $"(select * exclude (dataset), dataset from ecg_dev.{table} where false)" : "(select null::varchar as conversion_id, null as kind where false)";
    }

    private static void AssertPromises(PublishedLake lake, Dictionary<string, (long Samples, long Leads, long Annotations)> parts)
    {
        Assert.That(
            lake.Query(
                """
                select dataset, record_id from (
                    select dataset, record_id, conversion_id from ecg_dev.records union select dataset, record_id, conversion_id from ecg_dev.samples
                    union select dataset, record_id, conversion_id from ecg_dev.leads union select dataset, record_id, conversion_id from ecg_dev.annotations
                    union select dataset, record_id, conversion_id from ecg_dev.rejected)
                group by all having count(*) > 1
                """),
            Is.Empty,
            "two conversions of one recording");
        foreach (object?[] row in lake.Query(
            """
            select r.conversion_id,
                (select count(*) from ecg_dev.samples s where s.dataset = r.dataset and s.record_id = r.record_id and s.conversion_id = r.conversion_id),
                (select count(*) from ecg_dev.leads s where s.dataset = r.dataset and s.record_id = r.record_id and s.conversion_id = r.conversion_id),
                (select count(*) from ecg_dev.annotations s where s.dataset = r.dataset and s.record_id = r.record_id and s.conversion_id = r.conversion_id)
            from ecg_dev.records r
            """))
        {
            Assert.That(((long)row[1]!, (long)row[2]!, (long)row[3]!), Is.EqualTo(parts.TryGetValue((string)row[0]!, out (long Samples, long Leads, long Annotations) whole) ? whole : ((long)row[1]!, (long)row[2]!, (long)row[3]!)), "half of a recording");
        }
    }

    private static void AssertIsWhatWasConverted(PublishedLake lake)
    {
        foreach (string table in PipelineContract.Tables)
        {
            IEnumerable<string> written = lake.Query($"describe select * from {Files(lake, table)}").Select(column => (string)column[0]!);
            string columns = string.Join(", ", lake.ColumnsOf(table).Intersect(written).Select(column => $"\"{column}\""));
            List<object?[]> published = lake.Query($"select {columns} from ecg_dev.{table} order by all");
            List<object?[]> converted = lake.Query($"select {columns} from {Files(lake, table)} order by all");
            Assert.That(published, Is.EqualTo(converted), table);
        }
    }
}
