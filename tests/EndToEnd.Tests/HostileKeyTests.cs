using Amazon.S3.Model;
using Ecg.Lake.Reading;
using EndToEnd.Tests.Lakes;
using EndToEnd.Tests.Recordings;
using NUnit.Framework;

namespace EndToEnd.Tests;

public sealed class HostileKeyTests : StackTest
{
    // Not among them: line feeds, for which the local server has no route, and a slash in front, which the SDK drops from
    // path-style addresses, the only ones that a server on loopback has.
    private static readonly string[] Keys =
    [
        "../up.mat",
        "a/../../up.mat",
        "../../records/dataset=a/up.mat",
        "a/./b.mat",
        "a//b.mat",
        "..mat",
        "../.mat",
        "a/.mat",
        "%2e%2e/%2e%2e/up.mat",
        "..%2Fup.mat",
        "..\\..\\up.mat",
        "samples/dataset=default/00000000-x.mat",
        "records/dataset=a/00000000-x.parquet.mat",
        "dataset=a/records/x.mat",
        "rejected/dataset=a/00000000-x.parquet.mat",
        "a=b/c=d.mat",
        "controls/\u0001\u0007\t\r\u001b[31m\u007f.mat",
        "quotes/'\"`$(id);--.mat",
        "web/<b>&amp;?a=b#c+d e%20f.mat",
        "ärzte ❤/ЭКГ 心電図 \u202egnp.mat",
        $"long/{new string('x', 991)}.mat",
        $"{string.Concat(Enumerable.Repeat("../", 332))}.mat",
        $"{new string('d', 600)}/{new string('n', 395)}.mat",
    ];

    [Test]
    public async Task Writes_nothing_outside_the_prefixes_of_the_datasets_whatever_the_key()
    {
        foreach ((int i, string? key) in Keys.Index())
        {
            await PlainUpload.PutAsync(LocalAws.Endpoint, Stack.RawBucket, key, SmallRecording.Of(i));
        }

        IReadOnlyList<string> uploaded = await RawKeysAsync();
        Assert.That(uploaded, Is.EquivalentTo(Keys), "what arrived in the bucket");

        await Source.DrainAsync(StartHandler());

        await AssertNoMessageIsLeftAsync();
        IReadOnlyList<string> lake = await LakeContent.KeysAsync(Stack);
        // A name that is nothing but the suffix is a hidden file.
        IEnumerable<string> expected = Keys.Where(key => !key.EndsWith("/.mat", StringComparison.Ordinal)).Select(key => RecordingKey.Parse(key)).SelectMany(key => new[] { key.PathIn("samples"), key.PathIn("leads"), key.PathIn("records") });
        Assert.That(lake, Is.EquivalentTo(expected));
        Assert.That(lake, Has.All.Matches(@"^(samples|leads|records)/dataset=(?!\.{1,2}/)[^/\p{Cc}]+/[0-9a-f]{16}-[A-Za-z0-9._-]+\.parquet$"));
        Assert.That(await RawKeysAsync(), Is.EquivalentTo(Keys), "the raw bucket after it");
    }

    private async Task<IReadOnlyList<string>> RawKeysAsync()
    {
        ListObjectsV2Response answer = await Stack.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Stack.RawBucket, Encoding = Amazon.S3.EncodingType.Url });
        return [.. answer.S3Objects.Select(entry => Uri.UnescapeDataString(entry.Key.Replace('+', ' ')))];
    }
}
