using Ecg.Lake.Parquet;
using NUnit.Framework;

namespace Ecg.Tests.Lake.Parquet;

/// <summary>A call that would make a file that nobody can read is refused, and the message names the column.</summary>
public sealed class ParquetWriterMisuseTests
{
    private static readonly Column Id = new("id", ColumnKind.Text, IsOptional: false);
    private static readonly Column Count = new("count", ColumnKind.Int64);
    private static readonly Column Level = new("level", ColumnKind.Float);

    [TestCase(2)]
    [TestCase(4)]
    public void Refuses_a_column_of_another_length_than_the_row_group(int values)
    {
        AssertRefused(
            $"Column 'count' has {values} values in a row group of 3 rows.",
            [Count],
            file =>
            {
                file.BeginRowGroup(3);
                file.WriteInt64s(new long?[values]);
            });
        AssertRefused(
            $"Column 'level' has {values} values in a row group of 3 rows.",
            [Level],
            file =>
            {
                file.BeginRowGroup(3);
                file.WriteDictionary([1f], new DictionaryIndices(new ushort[values], new ushort[DictionaryIndices.Codes], 1, 1));
            });
    }

    [Test]
    public void Refuses_a_column_of_another_kind() => AssertRefused(
        "Column 'count' is Int64, not Int32.",
        [Count],
        file =>
        {
            file.BeginRowGroup(1);
            file.WriteInt32s([1]);
        });

    [Test]
    public void Refuses_a_timestamp_in_a_column_of_numbers() => AssertRefused(
        "Column 'count' is Int64, not Timestamp.",
        [Count],
        file =>
        {
            file.BeginRowGroup(1);
            file.WriteTimestamps([1]);
        });

    [Test]
    public void Refuses_a_missing_value_in_a_column_that_must_have_one()
    {
        AssertRefused(
            "Column 'id' must have a value in every row: 1 have none.",
            [Id],
            file =>
            {
                file.BeginRowGroup(2);
                file.WriteTexts(["a", null]);
            });
        AssertRefused(
            "Column 'id' must have a value in every row: 2 have none.",
            [Id],
            file =>
            {
                file.BeginRowGroup(2);
                file.WriteNulls();
            });
    }

    [Test]
    public void Refuses_to_end_a_row_group_that_lacks_a_column()
    {
        AssertRefused("Column 'count' of the row group is missing.", [Id, Count, Level], BeginTwice);
        AssertRefused("Column 'count' of the row group is missing.", [Id, Count, Level], Finish);
        AssertRefused("Column 'id' of the row group is missing.", [Id], file =>
        {
            file.BeginRowGroup(1);
            file.Finish();
        });

        static void BeginTwice(ParquetWriter file)
        {
            file.BeginRowGroup(1);
            file.WriteTexts(["a"]);
            file.BeginRowGroup(1);
        }

        static void Finish(ParquetWriter file)
        {
            file.BeginRowGroup(1);
            file.WriteTexts(["a"]);
            file.Finish();
        }
    }

    [Test]
    public void Refuses_a_column_too_many() => AssertRefused(
        "The row group has its last column already, 'count'.",
        [Id, Count],
        file =>
        {
            file.BeginRowGroup(1);
            file.WriteTexts(["a"]);
            file.WriteInt64s([1]);
            file.WriteInt64s([1]);
        });

    [Test]
    public void Refuses_a_column_outside_of_a_row_group()
    {
        AssertRefused("A column needs a row group, and none has begun.", [Count], file => file.WriteInt64s([1]));
        AssertRefused("A column needs a row group, and none has begun.", [Count], file => file.WriteInt64s([]));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Refuses_a_row_group_without_rows(int rows) =>
        AssertRefused($"A row group has at least 1 row, not {rows}.", [Count], file => file.BeginRowGroup(rows));

    [Test]
    public void Refuses_numbers_that_are_none()
    {
        AssertRefused(
            "Column 'share' has a value that is not a number.",
            [new Column("share", ColumnKind.Double)],
            file =>
            {
                file.BeginRowGroup(2);
                file.WriteDoubles([0, double.NaN]);
            });
        AssertRefused(
            "The smallest value of column 'level' is NaN and the largest 1.",
            [Level],
            file =>
            {
                file.BeginRowGroup(2);
                file.WriteDictionary([float.NaN, 1f], new DictionaryIndices([0, 1], new ushort[DictionaryIndices.Codes], 2, 2));
            });
    }

    [Test]
    public void Refuses_anything_after_the_footer()
    {
        AssertRefused("The file is finished.", [Count], file =>
        {
            file.Finish();
            file.Finish();
        });
        AssertRefused("The file is finished: no row group can follow.", [Count], file =>
        {
            file.Finish();
            file.BeginRowGroup(1);
        });
    }

    [Test]
    public void Refuses_a_table_without_columns_or_with_two_of_one_name()
    {
        AssertRefused("A table has at least one column.", [], _ => { });
        AssertRefused("Two columns have the name 'id'.", [Id, Count, Id], _ => { });
    }

    private static void AssertRefused(string message, Column[] columns, Action<ParquetWriter> write)
    {
        using var output = new MemoryStream();
        InvalidOperationException? refusal = Assert.Throws<InvalidOperationException>(() =>
        {
            using var file = new ParquetWriter(output, columns, [], "tests");
            write(file);
        });
        Assert.That(refusal!.Message, Is.EqualTo(message));
    }
}
