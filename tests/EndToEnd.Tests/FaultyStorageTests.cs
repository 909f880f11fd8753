using System.Text;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Faults;
using EndToEnd.Tests.Recordings;
using NUnit.Framework;

namespace EndToEnd.Tests;

public sealed class FaultyStorageTests : StackTest
{
    [TestCase("SlowDown", 2, "GET", "r.mat")]
    [TestCase("SlowDown", 1, "GET", "r.hea")]
    [TestCase("SlowDown", 2, "PUT", "/samples/")]
    [TestCase("SlowDown", 1, "PUT", "/records/")]
    [TestCase("SlowDown", 1, "HEAD", "r.mat")]
    [TestCase("SlowDown", 1, "GET", "/rejected/")]
    [TestCase("InternalError", 1, "PUT", "/leads/")]
    [TestCase("AccessDenied", 1, "GET", "r.mat")]
    [TestCase("AccessDenied", 1, "PUT", "/records/")]
    [TestCase("Cut", 1, "GET", "r.mat")]
    [TestCase("Cut", 2, "GET", "r.mat")]
    [TestCase("Cut", 1, "GET", "r.hea")]
    [TestCase("Cut", 1, "GET", "dataset.json")]
    [TestCase("Late", 1, "GET", "r.mat")]
    [TestCase("Late", 1, "PUT", "/samples/")]
    [TestCase("Reset", 1, "GET", "r.mat")]
    [TestCase("Reset", 1, "PUT", "/samples/")]
    [TestCase("LostAnswer", 1, "GET", "r.hea")]
    [TestCase("LostAnswer", 1, "PUT", "/samples/")]
    [TestCase("LostAnswer", 1, "PUT", "/records/")]
    [TestCase("LostAnswer", 1, "GET", "/rejected/")]
    public async Task Converts_as_if_nothing_had_been_after(string kind, int times, string method, string path)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(LocalAws.Endpoint);
        LocalHandler handler = StartHandler(proxy.Endpoint);
        await UploadAsync("faulty/r");
        Fault fault = proxy.Add(Enum.Parse<FaultKind>(kind), times, method, path);

        await Source.DrainAsync(handler);

        Assert.That(fault.Hits, Is.EqualTo(times), "requests that met the fault");
        await AssertNoMessageIsLeftAsync();
        await Raw.AssertLakeIsItsConversionAsync();
    }

    [Test]
    public async Task Loses_and_mangles_nothing_while_every_tenth_request_goes_wrong()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(LocalAws.Endpoint);
        LocalHandler handler = StartHandler(proxy.Endpoint);
        for (int i = 0; i < 20; i++)
        {
            await UploadAsync($"storm {i % 3}/r{i}");
        }

        proxy.AddRandom(probability: 0.1, seed: 3, FaultKind.SlowDown, FaultKind.InternalError, FaultKind.Cut, FaultKind.Reset, FaultKind.LostAnswer);
        await Source.DrainAsync(handler);
        proxy.Heal();
        await Source.RedriveAsync();
        await Source.DrainAsync(handler);

        await AssertNoMessageIsLeftAsync();
        await Raw.AssertLakeIsItsConversionAsync();
    }

    private async Task UploadAsync(string key)
    {
        await Raw.PutAsync($"{key}.mat", SmallRecording.Of(key.Length));
        await Raw.PutAsync($"{key}.hea", Encoding.ASCII.GetBytes(SmallRecording.Header(Path.GetFileName(key))));
        await Raw.PutAsync($"{key[..key.IndexOf('/', StringComparison.Ordinal)]}/dataset.json", """{"comments": ["a storm"]}"""u8.ToArray());
    }
}
