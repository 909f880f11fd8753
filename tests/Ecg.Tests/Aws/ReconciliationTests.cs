using System.Globalization;
using System.Runtime.CompilerServices;
using Ecg.Aws.Batches;
using Ecg.Aws.Buckets;
using Ecg.Lake;
using Ecg.Lake.Reading;
using Ecg.Lake.Stores;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

public sealed class ReconciliationTests
{
    // A hash, and what a set of them takes beside it.
    private const int BytesOfRecording = 64;

    [TestCase(100_000)]
    [TestCase(1_000_000, Explicit = true, Reason = "It takes ten seconds.")]
    public async Task Takes_a_few_bytes_a_recording_and_lists_each_bucket_once(int recordings)
    {
        var lake = new GeneratedBucket(prefix => Keys(recordings).Where((_, i) => i % 1000 != 0)
            .Select(key => RecordingKey.Parse(key).PathIn("records")).Where(key => key.StartsWith(prefix, StringComparison.Ordinal)));
        var raw = new GeneratedBucket(prefix => Keys(recordings));
        long before = GC.GetTotalMemory(forceFullCollection: true);

        KnownRecordings known = await Reconciliation.KnownAsync(lake, default);
        int missing = 0;
        long most = 0;
        await foreach (BucketEntry entry in Reconciliation.MissingAsync(raw, "", known, DateTimeOffset.UtcNow, default))
        {
            if (missing++ % 100 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        TestContext.Out.WriteLine($"{recordings} recordings: {most} bytes");
        Assert.That(known.Count, Is.EqualTo(recordings - (recordings / 1000)));
        Assert.That(missing, Is.EqualTo(recordings / 1000));
        Assert.That(most, Is.LessThan((long)recordings * BytesOfRecording));
        Assert.That((lake.Lists, raw.Lists), Is.EqualTo((KnownRecordings.Tables.Count, 1)));
    }

    private static IEnumerable<string> Keys(int count) =>
        Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"icu/{i / 1000:d4}/A{i:d8}.mat"));

    private sealed class GeneratedBucket(Func<string, IEnumerable<string>> keys) : IBucket
    {
        public int Lists { get; private set; }

        public async IAsyncEnumerable<BucketEntry> EntriesAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Lists++;
            await Task.CompletedTask;
            foreach (string key in keys(prefix))
            {
                yield return new BucketEntry(key, 1, "tag", DateTimeOffset.UnixEpoch);
            }
        }

        public Task<BucketEntry?> FindAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public string UriOf(string key) => $"s3://raw/{key}";
    }
}
