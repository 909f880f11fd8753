using System.Text;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Lakes;
using EndToEnd.Tests.Recordings;
using NUnit.Framework;

namespace EndToEnd.Tests;

public sealed class ReplacementTests : StackTest
{
    private const string Key = "clinic A/ä+b 1.mat";

    [Test]
    public async Task Replaces_a_recording_by_an_upload_with_other_content()
    {
        LocalHandler handler = StartHandler();
        await Raw.PutAsync(Key, SmallRecording.Of(1));
        await Source.DrainAsync(handler);
        SortedDictionary<string, byte[]> before = await LakeContent.OfAsync(Stack);

        await Raw.PutAsync(Key, SmallRecording.Of(2));
        await Source.DrainAsync(handler);

        SortedDictionary<string, byte[]> after = await LakeContent.OfAsync(Stack);
        Assert.That(after.Keys, Is.EqualTo(before.Keys));
        Assert.That(after.Where(pair => before[pair.Key].AsSpan().SequenceEqual(pair.Value)), Is.Empty, "objects that did not change");
        await AssertNoMessageIsLeftAsync();
        await Raw.AssertLakeIsItsConversionAsync();
    }

    [Test]
    public async Task Clears_the_rejection_of_a_file_that_was_repaired()
    {
        LocalHandler handler = StartHandler();
        await Raw.PutAsync(Key, Encoding.ASCII.GetBytes("no MAT-file"));
        await Source.DrainAsync(handler);
        Assert.That(await LakeContent.KeysAsync(Stack), Has.Count.EqualTo(1).And.All.StartsWith("rejected/"));

        await Raw.PutAsync(Key, SmallRecording.Of(1));
        await Source.DrainAsync(handler);

        Assert.That(await LakeContent.KeysAsync(Stack), Has.Count.EqualTo(3).And.None.StartsWith("rejected/"));
        await AssertNoMessageIsLeftAsync();
        await Raw.AssertLakeIsItsConversionAsync();
    }

    [Test]
    public async Task Takes_away_the_rows_of_a_recording_that_was_replaced_by_a_broken_file()
    {
        LocalHandler handler = StartHandler();
        await Raw.PutAsync(Key, SmallRecording.Of(1));
        await Source.DrainAsync(handler);

        await Raw.PutAsync(Key, Encoding.ASCII.GetBytes("no MAT-file"));
        await Source.DrainAsync(handler);

        Assert.That(await LakeContent.KeysAsync(Stack), Has.Count.EqualTo(1).And.All.StartsWith("rejected/"));
        await AssertNoMessageIsLeftAsync();
        await Raw.AssertLakeIsItsConversionAsync();
    }

    [Test]
    public async Task Is_done_with_the_message_of_an_upload_that_was_deleted_meanwhile()
    {
        LocalHandler handler = StartHandler();
        await Stack.UploadAsync(Key, SmallRecording.Of(1));
        await Stack.UploadAsync(Key.Replace(".mat", ".hea", StringComparison.Ordinal), Encoding.ASCII.GetBytes(SmallRecording.Header("ä+b 1")));
        await Stack.S3.DeleteObjectAsync(Stack.RawBucket, Key);

        await Source.DrainAsync(handler);

        Assert.That(await LakeContent.KeysAsync(Stack), Is.Empty);
        await AssertNoMessageIsLeftAsync();
    }
}
