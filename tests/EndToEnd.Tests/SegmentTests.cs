using System.Text;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Lakes;
using NUnit.Framework;

namespace EndToEnd.Tests;

/// <summary>A record of segments is one recording, whatever the order of its uploads and however often they are delivered.</summary>
public sealed class SegmentTests : StackTest
{
    private const string Record = "w/m.hea";

    private static readonly string[] Segments = ["m_layout", "m_1", "m_2"];
    private static readonly string[] Whole = ["annotations/-m", "leads/-m", "records/-m", "rejected/-m_1", "rejected/-m_2", "rejected/-m_layout", "samples/-m"];

    [Test]
    public async Task The_segments_come_first()
    {
        LocalHandler handler = StartHandler();
        await UploadSegmentsAsync();
        await Source.DrainAsync(handler);
        Assert.That((await ObjectsAsync()).Where(name => name.StartsWith("records/", StringComparison.Ordinal)), Is.EqualTo(new[] { "records/-m_1", "records/-m_2" }));

        await UploadRecordAsync();
        await Source.DrainAsync(handler);

        await AssertWholeAsync();
    }

    [Test]
    public async Task The_record_comes_first_and_again_and_the_segments_again()
    {
        LocalHandler handler = StartHandler();
        await UploadRecordAsync();
        await Source.DrainAsync(handler);
        await UploadSegmentsAsync();
        await Source.DrainAsync(handler);
        for (int delivery = 0; delivery < 2; delivery++)
        {
            await UploadRecordAsync();
            await Source.DrainAsync(handler);
            await AssertWholeAsync();
            await UploadSegmentsAsync();
            await Source.DrainAsync(handler);
            await AssertWholeAsync();
        }
    }

    [Test]
    public async Task All_come_at_once_to_several_handlers()
    {
        LocalHandler[] handlers = [StartHandler(), StartHandler(), StartHandler()];
        await UploadSegmentsAsync();
        await UploadRecordAsync();

        await Task.WhenAll(handlers.Select(handler => Source.DrainAsync(handler)));

        await AssertWholeAsync();
    }

    [Test]
    public async Task The_record_is_deleted()
    {
        LocalHandler handler = StartHandler();
        await UploadSegmentsAsync();
        await UploadRecordAsync();
        await Source.DrainAsync(handler);
        await Stack.S3.DeleteObjectAsync(Stack.RawBucket, Record);

        await UploadSegmentsAsync();
        await Source.DrainAsync(handler);

        Assert.That((await ObjectsAsync()).Where(name => name.StartsWith("records/", StringComparison.Ordinal)), Is.EqualTo(new[] { "records/-m", "records/-m_1", "records/-m_2" }));
        await AssertNoMessageIsLeftAsync();
    }

    private async Task AssertWholeAsync()
    {
        Assert.That(await ObjectsAsync(), Is.EqualTo(Whole));
        await AssertNoMessageIsLeftAsync();
    }

    private Task UploadRecordAsync() => Stack.UploadAsync(Record, Encoding.ASCII.GetBytes("m/4 1 250 9\nm_layout 0\nm_1 4\n~ 1\nm_2 4\n"));

    private async Task UploadSegmentsAsync()
    {
        foreach (string segment in Segments)
        {
            bool isLayout = segment == Segments[0];
            if (!isLayout)
            {
                await Stack.UploadAsync($"w/{segment}.dat", [1, 0, 2, 0, 3, 0, 4, 0]);
            }

            await Stack.UploadAsync($"w/{segment}.hea", Encoding.ASCII.GetBytes(isLayout ? $"{segment} 1 250 0\n~ 0 200/mV 12 0 0 0 0 II\n" : $"{segment} 1 250 4\n{segment}.dat 16 200/mV 12 0 0 0 0 II\n"));
        }
    }

    // Table and record of each object, without the dataset and the hash.
    private async Task<string[]> ObjectsAsync() =>
        [.. (await LakeContent.KeysAsync(Stack)).Select(key => $"{key[..(key.IndexOf('/', StringComparison.Ordinal) + 1)]}{Path.GetFileNameWithoutExtension(key)[16..]}").Order(StringComparer.Ordinal)];
}
