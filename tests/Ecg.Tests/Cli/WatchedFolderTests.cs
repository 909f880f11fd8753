using Ecg.Cli.Watching;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class WatchedFolderTests
{
    private static readonly WatchTiming Timing = new()
    {
        Settle = TimeSpan.FromSeconds(5),
        Retry = TimeSpan.FromSeconds(30),
    };

    private LakeFolder _folder = null!;
    private ManualClock _clock = null!;
    private WatchedFolder _watched = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new LakeFolder();
        Directory.CreateDirectory(_folder.Raw);
        _clock = new ManualClock(DateTimeOffset.UtcNow);
        _watched = new WatchedFolder(_folder.Raw, _folder.Lake, Timing, _clock);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Gives_what_was_written_long_ago_at_once_and_only_once()
    {
        Put("a/1.mat");
        Put("a/2.MAT");
        Put("a/1.hea");
        Put("notes.txt");

        Assert.That(Scan(), Is.EqualTo(new[] { "a/1.mat", "a/2.MAT" }));
        Assert.That(Scan(), Is.Empty);
    }

    [Test]
    public void Waits_until_a_file_has_not_changed_for_a_while()
    {
        Put("1.mat", "begin", secondsAgo: 0);
        Assert.That(Scan(), Is.Empty);
        _clock.Advance(4);
        Put("1.mat", "begin and more", secondsAgo: 0);
        Assert.That(Ready(), Is.Empty);
        _clock.Advance(4);
        Assert.That(Ready(), Is.Empty);
        Assert.That(_watched.IsWaiting, Is.True);

        _clock.Advance(2);
        Assert.That(Ready(), Is.EqualTo(new[] { "1.mat" }));
        Assert.That(_watched.IsWaiting, Is.False);
    }

    [Test]
    public void Gives_a_recording_again_when_it_changes()
    {
        Put("1.mat");
        Scan();

        Put("1.mat", "changed", secondsAgo: 50);

        Assert.That(Scan(), Is.EqualTo(new[] { "1.mat" }));
    }

    [TestCase("a/1.hea", new[] { "a/1.mat" })]
    [TestCase("a/2.hea", new[] { "a/2.MAT" })]
    [TestCase("a/1.HEA", new[] { "a/1.mat" })]
    [TestCase("a/2.Hea", new[] { "a/2.MAT" })]
    [TestCase("a/1.info", new[] { "a/1.mat" })]
    [TestCase("a/2.info", new[] { "a/2.MAT" })]
    [TestCase("a/9.info", new string[0])]
    [TestCase("a/9.hea", new[] { "a/9.hea" })]
    [TestCase("a/9.dat", new[] { "a/9.dat" })]
    [TestCase("a/1.dat", new string[0])]
    [TestCase("a/9.atr", new string[0])]
    [TestCase("a/8.atr", new[] { "a/8.hea" })]
    [TestCase("a/7.ATR", new[] { "a/7.HEA" })]
    [TestCase("a/2.mat", new[] { "a/2.MAT", "a/2.mat" })]
    [TestCase("a/1.MAT", new[] { "a/1.MAT" })]
    [TestCase("a/dataset.json", new[] { "a/1.mat", "a/2.MAT", "a/7.HEA", "a/8.hea", "a/deep/3.mat" })]
    [TestCase("dataset.json", new[] { "0.mat" })]
    [TestCase("a/deep/dataset.json", new string[0])]
    public void Metadata_that_arrives_late_gives_its_recordings_again(string key, string[] expected)
    {
        foreach (string? recording in new[] { "0.mat", "a/1.mat", "a/2.MAT", "a/deep/3.mat", "b/4.mat" })
        {
            Put(recording);
        }

        foreach (string part in new[] { "a/7.HEA", "a/7.DAT", "a/8.hea", "a/8.dat" })
        {
            Put(part);
        }

        Scan();
        Put(key);
        _watched.Noticed(key);

        Assert.That(Ready(), Is.EqualTo(expected));
        Assert.That(Scan(), Is.Empty);
    }

    [Test]
    public void Gives_a_record_and_not_its_segments()
    {
        Put("m/r.hea", "r/2 1 250 6\nr_1 3\nr_2 3\n");
        foreach (string segment in new[] { "r_1", "r_2" })
        {
            Put($"m/{segment}.hea", $"{segment} 1 250 3\n{segment}.dat 16 200 16 0 0 0 0 I\n");
            Put($"m/{segment}.dat");
        }

        Assert.That(Scan(), Is.EqualTo(new[] { "m/r.hea" }));

        Put("m/r_2.dat", "changed", secondsAgo: 50);
        Assert.That(Scan(), Is.EqualTo(new[] { "m/r.hea" }));

        File.Delete(Path.Combine(_folder.Raw, "m", "r.hea"));
        Assert.That(Scan(), Is.Empty);
        Put("m/r_1.dat", "changed", secondsAgo: 50);
        Assert.That(Scan(), Is.EqualTo(new[] { "m/r_1.hea" }));
    }

    [Test]
    public void Gives_the_record_when_its_header_arrives_after_a_segment()
    {
        Put("m/r_1.hea", "r_1 1 250 3\nr_1.dat 16 200 16 0 0 0 0 I\n");
        Put("m/r_1.dat");
        Assert.That(Scan(), Is.EqualTo(new[] { "m/r_1.hea" }));

        Put("m/r.hea", "r/2 1 250 4\n~ 1\nr_1 3\n");
        Assert.That(Scan(), Is.EqualTo(new[] { "m/r.hea" }));

        Put("m/r_1.dat", "changed", secondsAgo: 50);
        Assert.That(Scan(), Is.EqualTo(new[] { "m/r.hea" }));
    }

    [Test]
    public void Believes_a_notice_only_of_what_is_there_and_wanted()
    {
        Put(".hidden.mat");
        Put("notes.txt");
        foreach (string? key in new[] { "missing.mat", ".hidden.mat", "notes.txt" })
        {
            _watched.Noticed(key);
        }

        Assert.That(Ready(), Is.Empty);
        Assert.That(_watched.IsWaiting, Is.False);
    }

    [Test]
    public void Forgets_a_file_that_is_deleted_and_takes_it_up_when_it_is_back()
    {
        Put("1.mat");
        Scan();
        File.Delete(Path.Combine(_folder.Raw, "1.mat"));
        Assert.That(Scan(), Is.Empty);

        Put("1.mat");

        Assert.That(Scan(), Is.EqualTo(new[] { "1.mat" }));
    }

    [Test]
    public void Gives_what_has_failed_again_after_a_while_if_it_is_still_there()
    {
        Put("1.mat");
        Put("2.mat");
        Scan();
        _watched.TryAgain("1.mat");
        _watched.TryAgain("2.mat");
        File.Delete(Path.Combine(_folder.Raw, "2.mat"));
        _clock.Advance(29);
        Assert.That(Ready(), Is.Empty);

        _clock.Advance(1);

        Assert.That(Ready(), Is.EqualTo(new[] { "1.mat" }));
    }

    private string[] Scan()
    {
        _watched.Scan((_, _) => Assert.Fail());
        return Ready();
    }

    private string[] Ready() => [.. _watched.TakeReady().Select(input => input.Key)];

    private void Put(string key, string content = "x", int secondsAgo = 60)
    {
        _folder.Put(key, content);
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Raw, key), _clock.GetUtcNow().UtcDateTime.AddSeconds(-secondsAgo));
    }

    private sealed class ManualClock(DateTimeOffset now) : TimeProvider
    {
        private DateTimeOffset _now = now;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(int seconds) => _now += TimeSpan.FromSeconds(seconds);
    }
}
