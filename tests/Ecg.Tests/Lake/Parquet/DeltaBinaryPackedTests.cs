using Ecg.Lake.Parquet;
using NUnit.Framework;

namespace Ecg.Tests.Lake.Parquet;

public sealed class DeltaBinaryPackedTests
{
    [Test]
    public void Encodes_an_even_column_as_it_encodes_its_values(
        [Values(0L, 131_072L, -7L)] long first, [Values(0L, 1L, 2000L)] long step, [Values(1, 2, 128, 129, 130, 5000)] int count)
    {
        using var each = new ByteBuffer();
        DeltaBinaryPacked.Encode([.. Enumerable.Range(0, count).Select(row => first + (row * step))], each);
        using var even = new ByteBuffer();
        DeltaBinaryPacked.EncodeEven(first, step, count, even);

        Assert.That(even.Written.ToArray(), Is.EqualTo(each.Written.ToArray()));
    }
}
