using System.Globalization;
using DuckDB.NET.Data;
using Ecg.Cli.Querying.Indexing;
using Ecg.Lake.Parquet;
using NUnit.Framework;

namespace Ecg.Tests.Queries;

/// <summary>Parquet files that the index writes and reads.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RowsFileTests : IDisposable
{
    private static readonly Column[] Columns = [.. Enum.GetValues<ColumnKind>().Select(kind => new Column(kind.ToString(), kind))];

    private readonly string _folder = Directory.CreateTempSubdirectory("ecg-rows-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Rows_come_back_as_they_were_and_DuckDB_reads_them_too([Values(0, 1, 7, 64, 70_000)] int count)
    {
        string path = Path.Combine(_folder, "rows.parquet");
        var random = new Random(count);
        List<object?[]> expected = [.. Enumerable.Range(0, count).Select(_ => RowOf(random))];
        using (var writer = new RowsWriter(path))
        {
            foreach (Column column in Columns)
            {
                _ = writer.Waiting[column];
            }

            expected.ForEach(row => Add(writer, row));
            writer.Finish();
        }

        Assert.That(Read(path), Is.EqualTo(expected));
        Assert.That(ReadWithDuckDb(path), Is.EqualTo(expected));
    }

    [Test]
    public void A_column_that_comes_late_is_NULL_in_the_rows_before_it()
    {
        string path = Path.Combine(_folder, "rows.parquet");
        const int Rows = 150_000;
        using (var writer = new RowsWriter(path))
        {
            for (int row = 0; row < Rows; row++)
            {
                ((CellsOf<int?>)writer.Waiting[Columns[1]]).Add(row, 1);
                if (row >= Rows / 2)
                {
                    ((CellsOf<string>)writer.Waiting[Columns[0]]).Add("late", 1);
                }

                writer.End(1);
            }

            writer.Finish();
        }

        using DuckDBConnection connection = Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*), sum(\"Int32\")::BIGINT, count(\"Text\"), min(\"Int32\") FILTER (\"Text\" = 'late') FROM {SqlText.ParquetFile(path)}";
        using DuckDBDataReader reader = command.ExecuteReader();
        Assert.That(reader.Read());
        Assert.That(
            Enumerable.Range(0, 4).Select(column => System.Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture)),
            Is.EqualTo(new long[] { Rows, (long)Rows * (Rows - 1) / 2, Rows / 2, Rows / 2 }));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_damaged_file_is_refused_or_read_and_does_no_other_harm()
    {
        string path = Path.Combine(_folder, "rows.parquet");
        var random = new Random(5);
        using (var writer = new RowsWriter(path))
        {
            for (int row = 0; row < 50; row++)
            {
                Add(writer, RowOf(random));
            }

            writer.Finish();
        }

        byte[] whole = File.ReadAllBytes(path);
        int refused = 0;
        for (int trial = 0; trial < 1000; trial++)
        {
            byte[] bytes = whole[..(trial % 3 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (int change = random.Next(1, 4); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Read(path);
            }
            catch (Exception error) when (error is InvalidDataException or NotSupportedException)
            {
                refused++;
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64L << 20), $"trial {trial}");
        }

        Assert.That(refused, Is.GreaterThan(600));
    }

    private static object?[] RowOf(Random random) =>
    [
        random.Next(4) == 0 ? null : new string((char)('a' + random.Next(4)), random.Next(5)) + "é",
        random.Next(5) == 0 ? null : random.Next(-1000, 1000),
        random.Next(5) == 0 ? null : random.NextInt64(),
        random.Next(5) == 0 ? null : random.NextSingle(),
        random.Next(5) == 0 ? null : random.Next(3) == 0 ? double.PositiveInfinity : random.NextDouble(),
        random.Next(5) == 0 ? null : random.NextInt64(4_000_000_000_000_000),
    ];

    private static void Add(RowsWriter writer, object?[] row)
    {
        TableRows rows = writer.Waiting;
        ((CellsOf<string>)rows[Columns[0]]).Add((string?)row[0], 1);
        ((CellsOf<int?>)rows[Columns[1]]).Add((int?)row[1], 1);
        ((CellsOf<long?>)rows[Columns[2]]).Add((long?)row[2], 1);
        ((CellsOf<float?>)rows[Columns[3]]).Add((float?)row[3], 1);
        ((CellsOf<double?>)rows[Columns[4]]).Add((double?)row[4], 1);
        ((CellsOf<long?>)rows[Columns[5]]).Add((long?)row[5], 1);
        writer.End(1);
    }

    private static List<object?[]> Read(string path)
    {
        using var file = new RowsReader(path);
        var rows = new TableRows();
        for (int group = 0; group < file.Groups; group++)
        {
            file.Read(group, rows);
        }

        return [.. Enumerable.Range(0, rows.Count).Select(row => rows.Columns.Select(values => CellAt(values, row)).ToArray())];
    }

    private static object? CellAt(ColumnValues values, int row) => values switch
    {
        CellsOf<string> texts => texts.Cells[row],
        CellsOf<int?> numbers => numbers.Cells[row],
        CellsOf<long?> numbers => numbers.Cells[row],
        CellsOf<float?> numbers => numbers.Cells[row],
        CellsOf<double?> numbers => numbers.Cells[row],
        _ => throw new InvalidOperationException(),
    };

    private static List<object?[]> ReadWithDuckDb(string path)
    {
        using DuckDBConnection connection = Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT * REPLACE (epoch_us(\"Timestamp\") AS \"Timestamp\") FROM {SqlText.ParquetFile(path)}";
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, Columns.Length).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
        }

        return rows;
    }

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return connection;
    }
}
