using Ecg.Formats.Mat;
using Ecg.Tests.Formats.Mat;
using NUnit.Framework;

namespace Ecg.Tests.Formats;

/// <summary>What the reader says of bytes that it cannot read.</summary>
internal static class Rejections
{
    public static RejectedException Of(byte[] bytes)
    {
        using var visitor = new CollectingVisitor();
        RejectedException rejection = Assert.Throws<RejectedException>(() => MatFile.Read(new MemoryStream(bytes), visitor))!;
        Assert.That(rejection.Message, Does.Not.Contain("\n").And.EndsWith("."), "one line, a whole sentence");
        return rejection;
    }

    /// <summary>Asserts that a file is found to be damaged, and what is said of it.</summary>
    public static void AssertCorrupt(byte[] bytes, params string[] words)
    {
        RejectedException rejection = Of(bytes);
        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.CorruptFile), rejection.Message);
        Assert.Multiple(() =>
        {
            foreach (string word in words)
            {
                Assert.That(rejection.Message, Does.Contain(word));
            }
        });
    }
}
