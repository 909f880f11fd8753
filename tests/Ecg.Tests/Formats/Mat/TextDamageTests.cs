using System.Text;
using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Mat;

internal sealed class TextDamageTests
{
    [Test]
    public void Recognises_bytes_that_are_written_in_utf8([Values(MatFormat.V4, MatFormat.V6, MatFormat.V7, MatFormat.V73)] MatFormat format)
    {
        byte[] sound = Recording(format);
        byte[] damaged = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(sound));

        Assert.That(Find(damaged), Is.EqualTo("each byte of the file above 127 is written as two, in UTF-8: a program took the file for text; copy it again as binary"));
        Assert.That(Find(sound), Is.Null);
    }

    [Test]
    public void Recognises_that_the_zero_bytes_are_gone([Values(MatFormat.V6, MatFormat.V7)] MatFormat format)
    {
        byte[] damaged = [.. Recording(format).Where(value => value != 0)];

        Assert.That(Find(damaged), Is.EqualTo("no zero byte is left in the file: a program took the file for text; copy it again as binary"));
    }

    private static string? Find(byte[] bytes) => TextDamage.Find(new MemoryStream(bytes), default);

    private static byte[] Recording(MatFormat format)
    {
        using var stream = new MemoryStream();
        MatWriter.Write(stream, format, [new MatNumbers("val", 2, 500, Enumerable.Range(0, 1000).Select(i => unchecked((short)(i * 7919))).ToArray()), MatNumbers.Scalar("fs", 500)]);
        return stream.ToArray();
    }
}
