using System.Text;
using Amazon.S3.Model;
using Ecg.Cli;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;
using EndToEnd.Tests.Lakes;
using EndToEnd.Tests.Recordings;
using NUnit.Framework;

namespace EndToEnd.Tests;

public sealed class ForgetTests : StackTest
{
    [Test]
    public async Task Every_version_of_a_recording_goes_and_nothing_of_any_other()
    {
        string[] others = ["icu/A1.mat.mat", "icu/A10.mat", "icu/a1.mat", "icu/A1/B.mat", "ward/A1.mat", "A1.mat"];
        await Stack.UploadAsync("icu/A1.mat", SmallRecording.Of(1));
        await Stack.UploadAsync("icu/A1.mat", SmallRecording.Of(2));
        await Stack.UploadAsync("icu/A1.hea", Encoding.ASCII.GetBytes(SmallRecording.Header("A1")));
        await Stack.UploadAsync("icu/A10.hea", Encoding.ASCII.GetBytes(SmallRecording.Header("A10")));
        foreach (string other in others)
        {
            await Stack.UploadAsync(other, SmallRecording.Of(3));
        }

        await Source.DrainAsync(StartHandler());
        IReadOnlyList<string> before = await LakeContent.KeysAsync(Stack);

        (int status, string results, _) = await ForgetAsync("icu/A1.mat", "--yes");

        Assert.That(status, Is.Zero);
        Assert.That(results.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(5).And.All.EndsWith("WHERE dataset = 'icu' AND record_id = 'A1';"));
        Assert.That((await VersionsAsync(Stack.RawBucket)).Distinct(), Is.EquivalentTo(others.Append("icu/A10.hea")));
        Assert.That(before.Except(await LakeContent.KeysAsync(Stack)), Has.Exactly(3).Items.And.All.Contains("dataset=icu/").And.All.EndsWith("-A1.parquet"));
        Assert.That(await VersionsAsync(Stack.ProcessedBucket), Is.EquivalentTo((await LakeContent.KeysAsync(Stack)).Select(key => $"incoming/{key}")));
    }

    [Test]
    public async Task A_recording_that_is_not_there_is_named_and_the_second_run_says_so()
    {
        await Stack.UploadAsync("icu/A1.mat", SmallRecording.Of(1));
        await Source.DrainAsync(StartHandler());

        (int status, _, string messages) = await ForgetAsync("icu/A1.MAT", "--yes");
        Assert.That((status, messages), Is.EqualTo((ExitStatus.Rejected, messages)));
        Assert.That(messages, Does.Contain("there is no 'icu/A1.MAT'"));

        Assert.That((await ForgetAsync("icu/A1.mat", "--yes")).Status, Is.Zero);
        Assert.That((await ForgetAsync("icu/A1.mat", "--yes")).Status, Is.EqualTo(ExitStatus.Rejected));
        Assert.That((await ForgetAsync("icu/", "--yes")).Status, Is.EqualTo(ExitStatus.UsageError));
    }

    [Test]
    public async Task Without_confirmation_nothing_is_deleted()
    {
        await Stack.UploadAsync("icu/A1.mat", SmallRecording.Of(1));

        (int status, _, string messages) = await ForgetAsync("icu/A1.mat");

        Assert.That(status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(messages, Does.Contain($"s3://{Stack.RawBucket}/icu/A1.mat (1 version)").And.Contain("--yes"));
        Assert.That(await VersionsAsync(Stack.RawBucket), Is.EqualTo(new[] { "icu/A1.mat" }));
    }

    [Test]
    public async Task Of_a_record_the_files_that_others_name_stay()
    {
        await Stack.UploadAsync("w/r.hea", Encoding.ASCII.GetBytes("r 2 250 4\nr.dat 16\nboth.dat 16\n"));
        await Stack.UploadAsync("w/s.hea", Encoding.ASCII.GetBytes("s 1 250 4\nboth.dat 16\n"));
        await Stack.UploadAsync("w/m.hea", Encoding.ASCII.GetBytes("m/1 1 250 4\ns 4\n"));
        foreach (string file in new[] { "w/r.dat", "w/r.atr", "w/both.dat" })
        {
            await Stack.UploadAsync(file, new byte[8]);
        }

        (int status, _, string messages) = await ForgetAsync("w/r.hea", "--yes");

        Assert.That(status, Is.Zero, messages);
        Assert.That(messages, Does.Contain("both.dat is kept"));
        Assert.That(await VersionsAsync(Stack.RawBucket), Is.EqualTo(new[] { "w/both.dat", "w/m.hea", "w/s.hea" }));
        Assert.That((await ForgetAsync("w/s.hea", "--yes")).Messages, Does.Contain("is part of the recording 'w/m.hea'"));
        Assert.That((await ForgetAsync("w/m.hea", "--yes")).Status, Is.Zero);
        Assert.That(await VersionsAsync(Stack.RawBucket), Is.Empty);
    }

    [Test]
    public async Task Of_a_record_of_segments_the_rows_that_note_them_go_too()
    {
        await Stack.UploadAsync("w/m.hea", Encoding.ASCII.GetBytes("m/3 1 250 9\nm_1 4\n~ 1\nm_2 4\n"));
        foreach (string segment in new[] { "m_1", "m_2" })
        {
            await Stack.UploadAsync($"w/{segment}.hea", Encoding.ASCII.GetBytes($"{segment} 1 250 4\n{segment}.dat 16\n"));
            await Stack.UploadAsync($"w/{segment}.dat", new byte[8]);
        }

        await Source.DrainAsync(StartHandler());
        await Stack.UploadAsync("w/m.hea", Encoding.ASCII.GetBytes("m/3 1 250 9\nm_1 4\n~ 1\nm_2 4\n"));
        await Source.DrainAsync(StartHandler());
        Assert.That((await LakeContent.KeysAsync(Stack, "rejected/")).Count, Is.EqualTo(2));

        (int status, string results, string messages) = await ForgetAsync("w/m.hea", "--yes");

        Assert.That(status, Is.Zero, messages);
        Assert.That(await LakeContent.KeysAsync(Stack), Is.Empty);
        Assert.That(results, Does.Contain("DELETE FROM rejected WHERE dataset = 'w' AND record_id IN ('m', 'm_1', 'm_2');"));
    }

    [TestCase("d/x.mat", "d/x.MAT")]
    [TestCase("d/x.MAT", "d/x.mat")]
    public async Task Of_two_files_that_differ_in_case_the_lower_one_is_the_recording_and_the_other_is_rejected(string first, string second)
    {
        await Stack.UploadAsync(first, SmallRecording.Of(1));
        await Source.DrainAsync(StartHandler());
        await Stack.UploadAsync(second, SmallRecording.Of(2));
        await Source.DrainAsync(StartHandler());

        IReadOnlyList<string> keys = await LakeContent.KeysAsync(Stack);
        Assert.That(keys.Where(key => key.StartsWith("records/", StringComparison.Ordinal)), Has.Exactly(1).Contains(Hash("d/x.mat")));
        Assert.That(keys.Where(key => key.StartsWith("samples/", StringComparison.Ordinal)), Has.Exactly(1).Contains(Hash("d/x.mat")));
        string rejected = keys.Single(key => key.StartsWith("rejected/", StringComparison.Ordinal));
        Assert.That(rejected, Does.Contain(Hash("d/x.MAT")));
        await AssertNoMessageIsLeftAsync();
    }

    private static string Hash(string key) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];

    private async Task<(int Status, string Results, string Messages)> ForgetAsync(string key, params string[] more)
    {
        using var results = new StringWriter { NewLine = "\n" };
        using var messages = new StringWriter { NewLine = "\n" };
        using var output = new CommandOutput { Results = results, Messages = messages };
        int status = await CommandLine.InvokeAsync(
            ["forget", key, "--raw", $"s3://{Stack.RawBucket}", "--lake", $"s3://{Stack.ProcessedBucket}", "--endpoint-url", LocalAws.Endpoint.AbsoluteUri, "--region", "us-east-1", .. more],
            output,
            default);
        return (status, results.ToString(), messages.ToString());
    }

    // The keys of all versions and delete markers.
    private async Task<string[]> VersionsAsync(string bucket)
    {
        ListVersionsResponse versions = await Stack.S3.ListVersionsAsync(bucket);
        return [.. (versions.Versions ?? []).Select(version => version.Key).Order(StringComparer.Ordinal)];
    }
}
