using Ecg.Lake.Parquet;
using NUnit.Framework;

namespace Ecg.Tests.Lake.Parquet;

public sealed class ParquetFileTests
{
    private const string Key = "ecg.record_id";

    private static readonly Column Name = new("name", ColumnKind.Text);
    private static readonly Column Count = new("count", ColumnKind.Int64);

    [Test]
    public void Reads_the_metadata_and_a_column_of_text_of_all_row_groups()
    {
        var file = new ParquetFile(Write(["I", null], ["ä"]));

        Assert.That(file.Metadata, Is.EqualTo(new Dictionary<string, string> { [Key] = "A0001", ["empty"] = "" }));
        Assert.That(file.Texts("name"), Is.EqualTo(new[] { "I", null, "ä" }));
    }

    [TestCase("other")]
    [TestCase("count")]
    public void Refuses_a_column_that_is_not_there_or_no_text(string column)
    {
        var file = new ParquetFile(Write(["I"]));

        Assert.That(() => file.Texts(column), Throws.InstanceOf<NotSupportedException>().With.Message.Contains($"'{column}'"));
    }

    [Test]
    public void Rejects_a_file_that_ends_early()
    {
        byte[] bytes = Write(["I", "II"]);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.That(() => new ParquetFile(bytes.AsMemory(0, length)), Throws.InstanceOf<InvalidDataException>(), $"{length} bytes");
        }
    }

    [Test]
    public void Reads_or_refuses_a_file_with_any_one_byte_changed()
    {
        byte[] bytes = Write(["I", "II"]);
        int refused = 0;
        for (int place = 0; place < bytes.Length; place++)
        {
            byte[] damaged = [.. bytes];
            damaged[place] ^= 0xFF;
            try
            {
                _ = new ParquetFile(damaged).Texts("name");
            }
            catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.Positive);
    }

    private static byte[] Write(params string?[][] groups)
    {
        using var output = new MemoryStream();
        using (var file = new ParquetWriter(output, [Count, Name], [new(Key, "A0001"), new("empty", "")], "test"))
        {
            foreach (string?[] names in groups)
            {
                file.BeginRowGroup(names.Length);
                file.WriteInt64s(new long?[names.Length]);
                file.WriteTexts(names);
            }

            file.Finish();
        }

        return output.ToArray();
    }
}
