using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ecg.Tests;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Faults;
using EndToEnd.Tests.Recordings;
using NUnit.Framework;

namespace EndToEnd.Tests;

/// <summary>The requests that the function sends to S3 are those that the operations page states and calculates the costs with.</summary>
public sealed partial class RequestCountTests : StackTest
{
    private static readonly string[] Kinds = ["PUT", "GET", "HEAD", "DELETE"];
    private static readonly byte[] NoMatFile = Encoding.ASCII.GetBytes("no MAT-file");

    // One beat at sample 125, then the end (annot(5)).
    private static readonly byte[] OneBeat = [125, 1 << 2, 0, 0];

    private FaultProxy _proxy = null!;

    [SetUp]
    public async Task StartAsync() => _proxy = await FaultProxy.StartAsync(LocalAws.Endpoint);

    [TearDown]
    public async Task StopAsync() => await _proxy.DisposeAsync();

    [Test]
    public async Task Sends_the_requests_of_a_MAT_file_and_its_header()
    {
        await AssertRequestsAsync("a MAT-file and its header, together", Header("a.mat"), MatFile("a.mat"));
        await AssertRequestsAsync("both again", Header("a.mat"), MatFile("a.mat"));
    }

    [Test]
    public async Task Sends_the_requests_of_a_header_that_comes_after_its_MAT_file()
    {
        await AssertRequestsAsync("a MAT-file alone", MatFile("b.mat"));
        await AssertRequestsAsync("its header, later", Header("b.mat"));
    }

    [Test]
    public async Task Sends_the_requests_of_a_rejected_MAT_file()
    {
        await AssertRequestsAsync("a MAT-file that is rejected", ("c.mat", NoMatFile));
        await AssertRequestsAsync("the same again", ("c.mat", NoMatFile));
    }

    [Test]
    public async Task Sends_the_requests_of_a_WFDB_record()
    {
        (string, byte[]) header = ("d.hea", Encoding.ASCII.GetBytes(SmallRecording.SignalFileHeader("d")));
        (string, byte[]) signals = ("d.dat", SmallRecording.SignalFileWithBeats());
        await AssertRequestsAsync("a WFDB record: a header and a signal file, together", header, signals);
        await AssertRequestsAsync("its `.atr`, later", ("d.atr", OneBeat));
        await AssertRequestsAsync("the record again", header, signals);
    }

    [Test]
    public void Calculates_the_costs_with_the_requests_of_a_MAT_file_and_its_header()
    {
        Dictionary<string, int> requests = Documented("a MAT-file and its header, together");
        int reads = requests["GET"] + requests["HEAD"];
        Match puts = WrittenObjects.Match(Operations);
        Match gets = Reads.Match(Operations);
        int recordings = int.Parse(Recordings.Match(Operations).Groups["thousands"].Value, CultureInfo.InvariantCulture);
        Assert.Multiple(() =>
        {
            Assert.That(Number(puts, "each"), Is.EqualTo(requests["PUT"]));
            Assert.That(Number(puts, "thousands"), Is.EqualTo(recordings * requests["PUT"]));
            Assert.That(Number(gets, "each"), Is.EqualTo(reads));
            Assert.That(Number(gets, "thousands"), Is.EqualTo(recordings * reads));
            Assert.That(Number(Scaled.Match(Operations), "each"), Is.EqualTo(reads));
        });
    }

    private static (string Key, byte[] Bytes) MatFile(string name) => (name, SmallRecording.WithBeats());

    private static (string Key, byte[] Bytes) Header(string matFile)
    {
        string name = Path.GetFileNameWithoutExtension(matFile);
        return ($"{name}.hea", Encoding.ASCII.GetBytes(SmallRecording.SignalFileHeader(name).Replace($"{name}.dat 16 ", $"{matFile} 16+24 ", StringComparison.Ordinal)));
    }

    private async Task AssertRequestsAsync(string upload, params (string Key, byte[] Bytes)[] files)
    {
        foreach ((string key, byte[] bytes) in files)
        {
            await Raw.PutAsync($"d/{key}", bytes);
        }

        // One poll at a time: two would deliver what came together to two calls of the handler, which count its requests twice.
        _proxy.ForgetRequests();
        IHandler handler = StartHandler(_proxy.Endpoint);
        while (await Source.DeliverAsync(handler) > 0)
        {
        }

        Assert.That(_proxy.Requests.Keys, Is.SubsetOf(Kinds));
        Assert.That(Line(_proxy.Requests), Is.EqualTo(Line(Documented(upload))), upload);
    }

    private static string Line(IReadOnlyDictionary<string, int> requests) =>
        string.Join(", ", Kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind} {requests.GetValueOrDefault(kind)}")));

    private static Dictionary<string, int> Documented(string upload)
    {
        Match row = Row.Matches(Operations).Single(match => match.Groups["upload"].Value == upload);
        return Kinds.ToDictionary(kind => kind, kind => Number(row, kind));
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Operations { get; } = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "operations.md"));

    [GeneratedRegex(@"^\| (?<upload>[^|]+) \| (?<PUT>\d+) \| (?<GET>\d+) \| (?<HEAD>\d+) \| (?<DELETE>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    [GeneratedRegex(@"^The table is for .*: (?<thousands>\d+) 000 recordings", RegexOptions.Multiline)]
    private static partial Regex Recordings { get; }

    [GeneratedRegex(@"^\| S3, the function's objects, (?<each>\d+) to a recording \| thousands of PUTs \| [\d.]+ \| (?<thousands>\d+) x", RegexOptions.Multiline)]
    private static partial Regex WrittenObjects { get; }

    [GeneratedRegex(@"^\| S3, reads by the function, (?<each>\d+) to a recording \| thousands of GETs \| [\d.]+ \| (?<thousands>\d+) x", RegexOptions.Multiline)]
    private static partial Regex Reads { get; }

    [GeneratedRegex(@"^\| S3, GETs: (?<each>\d+) by the function,", RegexOptions.Multiline)]
    private static partial Regex Scaled { get; }
}
