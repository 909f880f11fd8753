using CsCheck;
using DuckDB.NET.Data;
using Ecg.Formats;
using Ecg.Lake.Samples;
using Ecg.Lake.Schema;
using Ecg.Signals;
using Ecg.Signals.Assessment;
using NUnit.Framework;
using Parquet.Schema;
using ParquetSharp;
using ParquetSharp.IO;

namespace Ecg.Tests.Lake.Samples;

public sealed class SamplesTableTests
{
    private static readonly int Sample = PlaceOf("sample");
    private static readonly int Time = PlaceOf("time_us");
    private static readonly int FirstLead = SamplesColumns.Fixed.Count;

    [Test]
    public void Writes_what_ParquetSharp_DuckDB_and_Parquet_Net_read_alike()
    {
        short[][] leads = [[995, 995, 1000, 990, 1024], [1011, -3, 7, 1024, 1200]];
        using var recording = new Owned(TestRecordings.Of(SampleType.Int16, 360, i => TestRecordings.Adc(i, 200, 1024), leads));

        byte[] file = Write(recording.Value);

        float?[] first = [-0.145f, -0.145f, -0.12f, -0.17f, 0f];
        float?[] second = [-0.065f, -5.135f, -5.085f, 0f, 0.88f];
        long?[] times = [0, 2778, 5556, 8333, 11111];
        Assert.Multiple(() =>
        {
            (long?[] Times, float?[][] Leads, int RowGroups) arrow = ReadWithArrow(file);
            Assert.That(arrow.Times, Is.EqualTo(times));
            Assert.That(arrow.Leads, Is.EqualTo(new[] { first, second }));
            (long?[] Times, float?[][] Leads) duck = ReadWithDuckDb(file, 2);
            Assert.That(duck.Times, Is.EqualTo(times));
            Assert.That(duck.Leads, Is.EqualTo(new[] { first, second }));
            Assert.That(ReadWithParquetNet(file, "ch2"), Is.EqualTo(second));
            Assert.That(ReadWithParquetNet(file, "ch1"), Is.EqualTo(first));
        });
    }

    [Test]
    public void Keeps_every_sample_of_any_16_bit_signal() =>
        Gen.Short[short.MinValue + 1, short.MaxValue].Array[1, 700].Sample(
            samples =>
            {
                using var recording = new Owned(TestRecordings.Of(SampleType.Int16, 500, i => TestRecordings.Adc(i, 1000, 3), samples));
                float?[] expected = samples.Select(adc => (float?)(float)((adc - 3) / 1000.0)).ToArray();
                return ReadWithArrow(Write(recording.Value)).Leads[0].SequenceEqual(expected);
            },
            iter: 200);

    [Test]
    public void Keeps_every_sample_of_any_floating_point_signal() =>
        Gen.Float[-1000, 1000].Array[1, 300].Sample(
            samples =>
            {
                using var recording = new Owned(TestRecordings.Of(SampleType.Single, 500, TestRecordings.Value, samples));
                return ReadWithArrow(Write(recording.Value)).Leads[0].SequenceEqual(samples.Select(x => (float?)x));
            },
            iter: 200);

    [Test]
    public void Spans_row_groups_and_a_temporary_file_without_losing_a_row()
    {
        const int Samples = 5_700_000;
        short[][] leads = new short[3][];
        for (int lead = 0; lead < leads.Length; lead++)
        {
            leads[lead] = [.. Enumerable.Range(0, Samples).Select(i => (short)((i * (lead + 7) % 4001) - 2000))];
        }

        using var recording = new Owned(TestRecordings.Of(SampleType.Int16, 250, i => TestRecordings.Adc(i), leads));
        Assert.That(recording.Value.Matrix.Buffer.IsSpooled, "the recording is to be larger than what memory holds");

        (long?[] Times, float?[][] Leads, int RowGroups) arrow = ReadWithArrow(Write(recording.Value));

        Assert.That(arrow.RowGroups, Is.EqualTo((Samples + 131_071) / 131_072));
        for (int lead = 0; lead < leads.Length; lead++)
        {
            Assert.That(arrow.Leads[lead].SequenceEqual(leads[lead].Select(adc => (float?)(float)(adc / 200.0))), $"lead {lead}");
        }
    }

    [Test]
    public void Leaves_missing_samples_null_for_every_reader()
    {
        short[][] leads = [[short.MinValue, short.MinValue, 200, short.MinValue, 400, short.MinValue], [1, 2, 3, 4, 5, 6]];
        using var recording = new Owned(TestRecordings.Of(SampleType.Int16, 360, i => TestRecordings.Adc(i), leads));

        byte[] file = Write(recording.Value, out IReadOnlyList<LeadMeasures>? measures);

        AssertReadAlike(file, [null, null, 1, null, 2, null], [0.005f, 0.01f, 0.015f, 0.02f, 0.025f, 0.03f]);
        Assert.That(measures.Select(lead => (lead.Missing, lead.Min, lead.Max, lead.Mean)), Is.EqualTo(new[] { (4L, 1.0, 2.0, 1.5), (0L, 0.005, 0.03, 0.0175) }));
    }

    [Test]
    public void Fills_missing_samples_from_the_one_before_if_asked_and_leaves_what_has_none_null()
    {
        short[] samples = [short.MinValue, short.MinValue, 200, short.MinValue, 400, short.MinValue];
        using var recording = new Owned(TestRecordings.Of(SampleType.Int16, 360, i => TestRecordings.Adc(i), samples));

        byte[] file = Write(recording.Value, out IReadOnlyList<LeadMeasures>? measures, fill: true);

        AssertReadAlike(file, [null, null, 1, 1, 2, 2]);
        Assert.That((measures[0].Missing, measures[0].Mean), Is.EqualTo((4, 1.5)), "what was filled counts as missing");
    }

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(true, true)]
    public void Keeps_gaps_that_span_row_groups(bool fill, bool normalize)
    {
        const int Samples = SamplesTable.MaxRowGroup + 3001;
        short[] adc = new short[Samples];
        double[] values = new double[Samples];
        float? last = null;
        float?[] expected = new float?[Samples];
        for (int i = 0; i < Samples; i++)
        {
            bool isThere = i is > 17 and < 5000 or > SamplesTable.MaxRowGroup + 1500 && i % 97 != 0;
            adc[i] = isThere ? (short)(i % 400) : short.MinValue;
            values[i] = isThere ? i % 400 : double.NaN;
            last = isThere ? i % 400 : last;
            expected[i] = isThere || fill ? last : null;
        }

        float?[] scaled = [.. expected.Select(value => value / 399)];
        using var stored = new Owned(TestRecordings.Of(SampleType.Int16, 360, i => TestRecordings.Adc(i, gain: 1), adc));
        using var floating = new Owned(TestRecordings.Of(SampleType.Double, 360, TestRecordings.Value, values));
        foreach (Owned? recording in new[] { stored, floating })
        {
            byte[] file = Write(recording.Value, out _, normalize, fill);
            AssertReadAlike(file, normalize ? [expected, scaled] : [expected]);
        }
    }

    [Test]
    public void Keeps_the_gaps_of_any_signal() =>
        Gen.Select(Gen.Short[short.MinValue, short.MaxValue].Array[1, 900], Gen.Int[0, 900].Array[0, 6], Gen.Int[1, 300]).Sample(
            (samples, gaps, length) =>
            {
                foreach (int gap in gaps.Where(gap => gap < samples.Length))
                {
                    samples.AsSpan(gap, Math.Min(length, samples.Length - gap)).Fill(short.MinValue);
                }

                samples[0] = samples[0] == short.MinValue ? (short)0 : samples[0];
                double[] values = [.. samples.Select(adc => adc == short.MinValue ? double.NaN : adc + 0.25)];
                using var stored = new Owned(TestRecordings.Of(SampleType.Int16, 500, i => TestRecordings.Adc(i, 1000, 3), samples));
                using var floating = new Owned(TestRecordings.Of(SampleType.Double, 500, TestRecordings.Value, values));
                AssertReadAlike(Write(stored.Value), [.. samples.Select(adc => adc == short.MinValue ? null : (float?)(float)((adc - 3) / 1000.0))]);
                AssertReadAlike(Write(floating.Value), [.. values.Select(value => double.IsNaN(value) ? null : (float?)value)]);
            },
            iter: 60);

    [Test]
    public void Leaves_what_is_not_a_number_null_in_floating_point_signals()
    {
        double[] samples = [double.NaN, 1.5, double.PositiveInfinity, double.NegativeInfinity, -2.5];
        using var recording = new Owned(TestRecordings.Of(SampleType.Double, null, TestRecordings.Value, samples));

        byte[] file = Write(recording.Value, out IReadOnlyList<LeadMeasures>? measures);

        AssertReadAlike(file, [null, 1.5f, null, null, -2.5f]);
        Assert.That(measures[0].Missing, Is.EqualTo(3));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Leaves_what_a_32_bit_float_cannot_hold_null_as_it_does_infinities(bool normalize)
    {
        double[] samples = [1e39, float.MaxValue, -3e38, -1e300, 2, 3, 4, 5, 6, 7, 8, 9, double.MaxValue, 10];
        using var recording = new Owned(TestRecordings.Of(SampleType.Double, null, TestRecordings.Value, samples));

        byte[] file = Write(recording.Value, out IReadOnlyList<LeadMeasures>? measures, normalize);

        float?[] left = [null, float.MaxValue, -3e38f, null, 2, 3, 4, 5, 6, 7, 8, 9, null, 10];
        Assert.Multiple(() =>
        {
            Assert.That(ReadWithArrow(file).Leads[0], Is.EqualTo(left));
            Assert.That((measures[0].Missing, measures[0].TooLarge), Is.EqualTo((3, 3)));
            Assert.That((measures[0].Min, measures[0].Max), Is.EqualTo((-3e38, (double)float.MaxValue)));
        });
    }

    [Test]
    public void Leaves_what_a_tiny_gain_makes_too_large_null_in_16_bit_signals_too()
    {
        short[] samples = [32000, 1, short.MinValue, -2, -32000, 3];
        using var recording = new Owned(TestRecordings.Of(SampleType.Int16, 360, i => TestRecordings.Adc(i, 1e-38), samples));

        byte[] file = Write(recording.Value, out IReadOnlyList<LeadMeasures>? measures);

        Assert.Multiple(() =>
        {
            Assert.That(ReadWithArrow(file).Leads[0], Is.EqualTo(new float?[] { null, 1e38f, null, -2e38f, null, 3e38f }));
            Assert.That((measures[0].Missing, measures[0].TooLarge), Is.EqualTo((3, 2)));
            Assert.That(measures[0].Checksum, Is.EqualTo(unchecked((short)(1 - 2 + 3 + short.MinValue))));
        });
    }

    [Test]
    public void Leaves_the_column_of_a_lead_without_any_sample_empty()
    {
        short[][] leads = [[1, 2, 3], [short.MinValue, short.MinValue, short.MinValue]];
        using var recording = new Owned(TestRecordings.Of(SampleType.Int16, 360, i => TestRecordings.Adc(i), leads));

        Assert.That(ReadWithArrow(Write(recording.Value)).Leads[1], Is.EqualTo(new float?[] { null, null, null }));
    }

    [Test]
    public void Rejects_a_recording_without_any_sample()
    {
        using var recording = new Owned(TestRecordings.Of(SampleType.Double, 360, TestRecordings.Value, [double.NaN, double.NaN]));

        RejectedException? rejection = Assert.Throws<RejectedException>(() => Write(recording.Value with { SignalPath = "val" }));
        Assert.That(rejection!.Reason, Is.EqualTo(RejectionReason.EmptySignal));
        Assert.That(rejection.Message, Does.StartWith("val has no sample that is a number").And.EndWith("Check the recorder's export."));
    }

    [Test]
    public void Leaves_time_empty_where_the_sampling_rate_is_unknown()
    {
        using var recording = new Owned(TestRecordings.Of(SampleType.Int16, null, i => TestRecordings.Adc(i), new short[] { 1, 2 }));

        Assert.That(ReadWithArrow(Write(recording.Value)).Times, Is.EqualTo(new long?[] { null, null }));
    }

    [Test]
    public void Writes_each_lead_normalised_beside_its_physical_values_if_asked()
    {
        short[] samples = [short.MinValue, 100, 300, 200];
        using var recording = new Owned(TestRecordings.Of(SampleType.Int16, 360, i => TestRecordings.Adc(i), samples));

        byte[] file = Write(recording.Value, out _, normalize: true);

        Assert.That(ReadWithArrow(file).Leads, Is.EqualTo(new[]
        {
            new float?[] { null, 0.5f, 1.5f, 1f },
            new float?[] { null, 0f, 1f, 0.5f },
        }));
    }

    [Test]
    public void Writes_the_same_bytes_every_time()
    {
        short[] samples = [5, 6, 7, 7, 6];
        using var recording = new Owned(TestRecordings.Of(SampleType.Int16, 360, i => TestRecordings.Adc(i), samples));

        byte[] first = Write(recording.Value);

        Assert.That(Write(recording.Value), Is.EqualTo(first));
    }

    [Test]
    public void Carries_the_version_and_the_entity_tag_of_the_source()
    {
        using var recording = new Owned(TestRecordings.Of(SampleType.Int16, 360, i => TestRecordings.Adc(i), new short[] { 1, 2 }));
        using ParquetFileReader reader = Open(Write(recording.Value));

        Assert.That(reader.FileMetaData.KeyValueMetadata["ecg.converter_version"], Is.EqualTo(ConverterVersion.Current));
        Assert.That(reader.FileMetaData.KeyValueMetadata["ecg.source_etag"], Is.EqualTo(TestRecordings.Source.ETag));
    }

    [Test]
    public void States_the_smallest_and_the_largest_value_of_every_column()
    {
        using var recording = new Owned(TestRecordings.Of(SampleType.Int16, 360, i => TestRecordings.Adc(i, -200), new short[] { 200, -400, short.MinValue, 0 }));
        using ParquetFileReader reader = Open(Write(recording.Value));
        using RowGroupReader group = reader.RowGroup(0);

        var lead = (Statistics<float>)group.MetaData.GetColumnChunkMetaData(FirstLead).Statistics!;
        var sample = (Statistics<int>)group.MetaData.GetColumnChunkMetaData(Sample).Statistics!;
        Assert.Multiple(() =>
        {
            Assert.That(lead.Min, Is.EqualTo(-1f));
            Assert.That(lead.Max, Is.EqualTo(2f));
            Assert.That(lead.NullCount, Is.EqualTo(1));
            Assert.That(sample.Min, Is.Zero);
            Assert.That(sample.NullCount, Is.Zero);
            Assert.That(sample.Max, Is.EqualTo(3));
        });
    }

    private static int PlaceOf(string column) => SamplesColumns.Schema.Columns.ToList().FindIndex(declared => declared.Name == column);

    private static byte[] Write(Recording recording) => Write(recording, out _);

    private static byte[] Write(Recording recording, out IReadOnlyList<LeadMeasures> measures, bool normalize = false, bool fill = false)
    {
        using var table = new SamplesTable(recording, TestRecordings.Source, normalize, fill);
        using var output = new MemoryStream();
        (measures, _, _) = table.Write(output, default);
        return output.ToArray();
    }

    private static void AssertReadAlike(byte[] file, params float?[][] leads)
    {
        Assert.That(ReadWithArrow(file).Leads, Is.EqualTo(leads), "ParquetSharp");
        Assert.That(ReadWithDuckDb(file, leads.Length).Leads, Is.EqualTo(leads), "DuckDB");
        Assert.That(ReadLeadsWithParquetNet(file), Is.EqualTo(leads), "Parquet.Net");
    }

    private static ParquetFileReader Open(byte[] file) => new(new ManagedRandomAccessFile(new MemoryStream(file)));

    private static (long?[] Times, float?[][] Leads, int RowGroups) ReadWithArrow(byte[] file)
    {
        using ParquetFileReader reader = Open(file);
        int columns = reader.FileMetaData.NumColumns;
        var times = new List<long?>();
        List<float?>[] leads = Enumerable.Range(FirstLead, columns - FirstLead).Select(_ => new List<float?>()).ToArray();
        for (int g = 0; g < reader.FileMetaData.NumRowGroups; g++)
        {
            using RowGroupReader group = reader.RowGroup(g);
            int rows = (int)group.MetaData.NumRows;
            times.AddRange(group.Column(Time).LogicalReader<long?>().ReadAll(rows));
            for (int c = FirstLead; c < columns; c++)
            {
                leads[c - FirstLead].AddRange(group.Column(c).LogicalReader<float?>().ReadAll(rows));
            }
        }

        return ([.. times], [.. leads.Select(lead => lead.ToArray())], reader.FileMetaData.NumRowGroups);
    }

    private static (long?[] Times, float?[][] Leads) ReadWithDuckDb(byte[] file, int leadCount)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = $"select * from read_parquet('{path}') order by sample";
            using DuckDBDataReader reader = command.ExecuteReader();
            var times = new List<long?>();
            List<float?>[] leads = Enumerable.Range(0, leadCount).Select(_ => new List<float?>()).ToArray();
            while (reader.Read())
            {
                times.Add(reader.IsDBNull(Time) ? null : reader.GetInt64(Time));
                for (int lead = 0; lead < leadCount; lead++)
                {
                    leads[lead].Add(reader.IsDBNull(FirstLead + lead) ? null : reader.GetFloat(FirstLead + lead));
                }
            }

            return ([.. times], [.. leads.Select(lead => lead.ToArray())]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static float?[] ReadWithParquetNet(byte[] file, string column)
    {
        using var stream = new MemoryStream(file);
        global::Parquet.ParquetReader reader = global::Parquet.ParquetReader.CreateAsync(stream).GetAwaiter().GetResult();
        DataField field = reader.Schema.DataFields.Single(f => f.Name == column);
        global::Parquet.ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        float?[] values = new float?[group.RowCount];
        group.ReadAsync<float>(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
        return values;
    }

    private static float?[][] ReadLeadsWithParquetNet(byte[] file)
    {
        using var stream = new MemoryStream(file);
        global::Parquet.ParquetReader reader = global::Parquet.ParquetReader.CreateAsync(stream).GetAwaiter().GetResult();
        return [.. reader.Schema.DataFields[SamplesColumns.Fixed.Count..].Select(field => Enumerable.Range(0, reader.RowGroupCount).SelectMany(g =>
        {
            global::Parquet.ParquetRowGroupReader group = reader.OpenRowGroupReader(g);
            float?[] values = new float?[group.RowCount];
            group.ReadAsync<float>(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
            return values;
        }).ToArray())];
    }

    private sealed class Owned(Recording recording) : IDisposable
    {
        public Recording Value => recording;

        public void Dispose() => recording.Matrix.Buffer.Dispose();
    }
}
