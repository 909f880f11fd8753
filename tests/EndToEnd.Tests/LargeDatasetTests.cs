using System.Text;
using Amazon.S3.Model;
using Ecg.Aws.Batches;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Lakes;
using EndToEnd.Tests.Recordings;
using NUnit.Framework;

namespace EndToEnd.Tests;

public sealed class LargeDatasetTests : StackTest
{
    [TestCase("large/", DatasetUpload.MostAtOnce + 5)]
    [TestCase("", DatasetUpload.MostAtOnce + 5)]
    [TestCase("small/", 3)]
    public async Task Converts_every_recording_of_a_dataset_whose_metadata_arrive_last(string folder, int recordings)
    {
        LocalHandler handler = StartHandler();
        if (folder.Length > 0)
        {
            // In a folder, and only there, a dataset.json above another dataset is worth a remark in that one's rows.
            await Raw.PutAsync("other/x.mat", SmallRecording.Of(0));
        }

        for (int i = 0; i < recordings; i++)
        {
            await Raw.PutAsync($"{folder}r{i:00}.mat", SmallRecording.Of(i));
        }

        await Source.DrainAsync(handler);
        await Raw.PutAsync($"{folder}dataset.json", Encoding.UTF8.GetBytes("""{"sampling_rate": 250}"""));
        await Source.DrainAsync(handler);

        Assert.That(handler.Log.Contains("were queued", StringComparison.Ordinal), Is.EqualTo(recordings > DatasetUpload.MostAtOnce));
        await AssertNoMessageIsLeftAsync();
        await Raw.AssertLakeIsItsConversionAsync();
    }

    [Test]
    public async Task Writes_no_delete_marker_where_there_is_nothing_to_delete()
    {
        await Raw.PutAsync("d/a.mat", SmallRecording.Of(1));
        await Raw.PutAsync("d/b.mat", Encoding.ASCII.GetBytes("no MAT-file"));

        await Source.DrainAsync(StartHandler());

        ListVersionsResponse versions = await Stack.S3.ListVersionsAsync(Stack.ProcessedBucket);
        Assert.That(versions.Versions, Is.Not.Empty.And.All.Property("IsDeleteMarker").Not.EqualTo(true));
        Assert.That(await LakeContent.KeysAsync(Stack), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Takes_an_upload_whose_extension_is_in_upper_case()
    {
        await Raw.PutAsync("d/A.MAT", SmallRecording.Of(1));

        await Source.DrainAsync(StartHandler());

        Assert.That(await LakeContent.KeysAsync(Stack, "records/"), Has.Count.EqualTo(1));
        await Raw.AssertLakeIsItsConversionAsync();
    }
}
