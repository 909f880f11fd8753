using Ecg.Formats.Mat;
using EndToEnd.Tests.Lakes;
using EndToEnd.Tests.Recordings;
using NUnit.Framework;

namespace EndToEnd.Tests;

public sealed class ManyUploadsTests : StackTest
{
    private const int Uploads = 1000;

    [Test]
    public async Task Makes_1000_recordings_of_1000_uploads_whose_messages_come_twice_and_in_any_order()
    {
        MatFormat[] formats = Enum.GetValues<MatFormat>();
        await Source.DrainAsync(StartHandler());
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Uploads),
            async (i, _) => await Raw.PutAsync($"many/r{i:0000}.mat", SmallRecording.Of(i, formats[i % formats.Length])));

        int messages = await Source.DeliverTwiceShuffledAsync(StartHandler(), seed: 11);

        Assert.That(messages, Is.EqualTo(Uploads));
        await AssertNoMessageIsLeftAsync();
        Assert.That(await LakeContent.KeysAsync(Stack, "records/"), Has.Count.EqualTo(Uploads));
        await Raw.AssertLakeIsItsConversionAsync();
    }
}
