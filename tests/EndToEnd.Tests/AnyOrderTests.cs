using Ecg.Cli.Demo;
using Ecg.Tests;
using EndToEnd.Tests.Delivery;
using NUnit.Framework;

namespace EndToEnd.Tests;

public sealed class AnyOrderTests : StackTest
{
    private const string Before = "headers before recordings";
    private const string After = "headers after recordings";
    private const string Between = "between each other, while recordings are converted";

    [TestCase(Before)]
    [TestCase(After)]
    [TestCase(Between)]
    public async Task Makes_the_lake_of_ecg_convert_whatever_the_order_of_the_uploads(string order)
    {
        DemoFolder.WriteAll(Raw.Root, default);

        await UploadAsync(order);

        await AssertNoMessageIsLeftAsync();
        await Raw.AssertLakeIsItsConversionAsync();
    }

    [TestCase(After)]
    [TestCase(Between)]
    public async Task Makes_the_lake_of_ecg_convert_of_real_recordings(string order)
    {
        // Not the made-up cases: of files that are misplaced or misnamed only a folder can tell, which is listed for nothing.
        foreach (string[] folder in (string[][])[["physionet"], ["fragments"], ["matlab"], ["reference", "mitdb"]])
        {
            Raw.CopyFrom(SharedData.PathOf(folder));
        }

        await UploadAsync(order);

        await AssertNoMessageIsLeftAsync();
        await Raw.AssertLakeIsItsConversionAsync();
    }

    private async Task UploadAsync(string order)
    {
        LocalHandler handler = StartHandler();
        IEnumerable<string> recordings = Raw.Keys.Where(IsRecording);
        IEnumerable<string> headers = Raw.Keys.Where(key => !IsRecording(key));
        switch (order)
        {
            case Before:
                await Raw.UploadAsync(headers);
                await Source.DrainAsync(handler);
                await Raw.UploadAsync(recordings);
                break;
            case After:
                await Raw.UploadAsync(recordings);
                await Source.DrainAsync(handler);
                await Raw.UploadAsync(headers);
                break;
            default:
                string[] keys = Raw.Keys.ToArray();
                new Random(7).Shuffle(keys);
                await Source.DrainAsync(handler, Raw.UploadAsync(keys));
                break;
        }

        await Source.DrainAsync(handler);
    }

    private static bool IsRecording(string key) => key.EndsWith(".mat", StringComparison.Ordinal);
}
