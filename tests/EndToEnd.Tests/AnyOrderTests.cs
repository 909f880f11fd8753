using Ecg.Cli.Demo;
using Ecg.Tests;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Lakes;
using EndToEnd.Tests.Stack;
using NUnit.Framework;

namespace EndToEnd.Tests;

public sealed class AnyOrderTests
{
    private const string Before = "headers before recordings";
    private const string After = "headers after recordings";
    private const string Between = "between each other, while recordings are converted";

    private string _folder = "";
    private RecordedStack _stack = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _stack = await RecordedStack.UpAsync("dev", LocalAws.Endpoint);
        _folder = Directory.CreateTempSubdirectory("ecg-raw-").FullName;
    }

    [TearDown]
    public void TearDown()
    {
        _stack.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase(Before)]
    [TestCase(After)]
    [TestCase(Between)]
    public async Task Makes_the_lake_of_ecg_convert_whatever_the_order_of_the_uploads(string order)
    {
        DemoFolder.WriteAll(_folder, default);

        await UploadInOrderAsync(order);

        await ThenLakeIsWholeAsync();
    }

    [TestCase(After)]
    [TestCase(Between)]
    public async Task Makes_the_lake_of_ecg_convert_of_real_recordings(string order)
    {
        CopyFolder(SharedData.PathOf(), _folder);

        await UploadInOrderAsync(order);

        await ThenLakeIsWholeAsync();
    }

    private async Task UploadInOrderAsync(string order)
    {
        using var handler = new LocalHandler(_stack, LocalAws.Endpoint);
        var source = new EventSource(_stack);
        var keys = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToArray();
        var recordings = keys.Where(IsRecording);
        var headers = keys.Where(key => !IsRecording(key));
        switch (order)
        {
            case Before:
                await UploadAsync(headers);
                await source.DrainAsync(handler);
                await UploadAsync(recordings);
                break;
            case After:
                await UploadAsync(recordings);
                await source.DrainAsync(handler);
                await UploadAsync(headers);
                break;
            default:
                new Random(7).Shuffle(keys);
                await Task.WhenAll(UploadAsync(keys), source.DrainAsync(handler));
                break;
        }

        await source.DrainAsync(handler);
        Assert.That(await source.CountAsync(_stack.QueueUrl), Is.Zero, "messages left in the queue");
        Assert.That(await source.CountAsync(_stack.DeadLetterUrl), Is.Zero, "dead letters");
    }

    private async Task ThenLakeIsWholeAsync()
    {
        var expected = await LakeContent.OfConvertedFolderAsync(_folder, _stack);
        var lake = await LakeContent.OfAsync(_stack);
        Assert.That(expected.Keys, Has.Some.StartsWith("records/"));
        Assert.That(lake.Keys, Is.EqualTo(expected.Keys));
        foreach (var (key, bytes) in expected)
        {
            Assert.That(lake[key].AsSpan().SequenceEqual(bytes), $"{key} differs");
        }
    }

    private async Task UploadAsync(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            await _stack.UploadAsync(key, await File.ReadAllBytesAsync(Path.Combine(_folder, key)));
        }
    }

    private static bool IsRecording(string key) => key.EndsWith(".mat", StringComparison.Ordinal);

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
