using System.Text;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Faults;
using EndToEnd.Tests.Lakes;
using EndToEnd.Tests.Recordings;
using NUnit.Framework;

namespace EndToEnd.Tests;

public sealed class KilledHandlerTests : StackTest
{
    private const string Key = "killed/r.mat";

    private static readonly byte[] Broken = Encoding.ASCII.GetBytes("no MAT-file");

    [TestCase(null, "converted")]
    [TestCase("converted", "converted otherwise")]
    [TestCase("rejected", "converted")]
    [TestCase("converted", "rejected")]
    public async Task Leaves_the_lake_whole_when_it_dies_at_any_step_of_a_conversion(string? before, string after)
    {
        LocalHandler handler = StartHandler();
        await Source.DrainAsync(handler);
        int step = 0;
        bool died;
        do
        {
            string key = $"killed/r{step}.mat";
            if (before is not null)
            {
                await Raw.PutAsync(key, ContentOf(before));
                await Source.DeliverAsync(handler);
            }

            await Raw.PutAsync(key, ContentOf(after));
            died = await DieAsync(step);
            await AssertRowsHaveTheirSamplesAsync();
            await Source.DeliverAsync(handler);
            step++;
        }
        while (died);

        Assert.That(Source.Deaths, Is.GreaterThan(8), "steps at which it died");
        await AssertNoMessageIsLeftAsync();
        await Raw.AssertLakeIsItsConversionAsync();
    }

    [TestCase("PUT", "/samples/")]
    [TestCase("PUT", "/leads/")]
    [TestCase("GET", "/rejected/")]
    [TestCase("PUT", "/records/")]
    public async Task Leaves_the_lake_whole_when_its_process_is_killed(string method, string path)
    {
        await Raw.PutAsync(Key, SmallRecording.Of(1));

        await KillAsync(method, path);

        await AssertRowsHaveTheirSamplesAsync();
        await ThenRedeliveryMakesItWholeAsync();
    }

    [Test]
    public async Task Shows_nothing_of_a_large_object_whose_upload_was_killed_between_two_parts()
    {
        await Raw.PutAsync(Key, SmallRecording.Large());

        await KillAsync("PUT", "partNumber=2");

        Assert.That(await LakeContent.KeysAsync(Stack), Is.Empty);
        await ThenRedeliveryMakesItWholeAsync();
    }

    private static byte[] ContentOf(string outcome) => outcome switch
    {
        "rejected" => Broken,
        "converted" => SmallRecording.Of(1),
        _ => SmallRecording.Of(2),
    };

    /// <summary>Delivers the message to a function that dies at a step.</summary>
    /// <returns>Whether it got there.</returns>
    private async Task<bool> DieAsync(int step)
    {
        int deaths = Source.Deaths;
        var life = new Lifeline(step);
        LocalHandler mortal = StartHandler(change: services => services with
        {
            Raw = bucket => new MortalBucket(services.Raw(bucket), life),
            Lake = new MortalBucket(services.Lake, life),
        });
        await Source.DeliverAsync(new MortalHandler(mortal, life));
        return Source.Deaths > deaths;
    }

    private async Task KillAsync(string method, string path)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(LocalAws.Endpoint);
        Fault held = proxy.Add(FaultKind.Held, 1, method, path);
        HandlerProcess process = StartProcess(proxy.Endpoint);
        Task<int> delivery = Source.DeliverAsync(process);
        await held.FirstHit.Task.WaitAsync(TimeSpan.FromMinutes(1));

        process.Kill();

        await delivery;
        Assert.That(Source.Deaths, Is.EqualTo(1));
    }

    private async Task ThenRedeliveryMakesItWholeAsync()
    {
        await Source.DrainAsync(StartHandler());
        await AssertNoMessageIsLeftAsync();
        await Raw.AssertLakeIsItsConversionAsync();
    }

    private async Task AssertRowsHaveTheirSamplesAsync()
    {
        IReadOnlyList<string> lake = await LakeContent.KeysAsync(Stack);
        string[] records = NamesIn(lake, "records");
        Assert.That(NamesIn(lake, "samples"), Is.SupersetOf(records), "samples of the records");
        Assert.That(NamesIn(lake, "leads"), Is.SupersetOf(records), "leads of the records");
        Assert.That(NamesIn(lake, "rejected").Intersect(records), Is.Empty, "rejected as well as converted");
    }

    private static string[] NamesIn(IReadOnlyList<string> lake, string table) =>
        [.. lake.Where(key => key.StartsWith($"{table}/", StringComparison.Ordinal)).Select(key => Path.GetFileNameWithoutExtension(key))];
}
