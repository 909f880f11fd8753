using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Ecg.Lake.Stores;
using NUnit.Framework;

namespace Ecg.Tests.Lake.Stores;

public sealed partial class FolderStoreTests
{
    private const uint Nobody = 65534;

    private string _root = "";
    private FolderStore _store = null!;

    [SetUp]
    public void CreateFolder()
    {
        _root = Directory.CreateTempSubdirectory("ecg-store-").FullName;
        _store = new FolderStore(_root);
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public async Task Reads_back_what_was_put_with_the_MD5_as_entity_tag()
    {
        byte[] bytes = "abc"u8.ToArray();
        Assert.That(await _store.PutAsync("a/b c.bin", output => Write(output, bytes), default), Is.EqualTo(bytes.Length));

        await using StoredObject stored = (await _store.OpenAsync("a/b c.bin", default))!;
        byte[] first = new byte[2];
        stored.Content.ReadExactly(first);

        Assert.That(first, Is.EqualTo("ab"u8.ToArray()));
        Assert.That(stored.Length, Is.EqualTo(3));
        Assert.That(stored.GetETag(default), Is.EqualTo("900150983cd24fb0d6963f7d28e17f72"));
    }

    [Test]
    public async Task Has_no_object_where_there_is_no_file() =>
        Assert.That(await _store.OpenAsync("no/such", default), Is.Null);

    [Test]
    [Platform(Exclude = "Win")]
    [CancelAfter(30_000)]
    public async Task Does_not_wait_for_a_pipe(CancellationToken cancellationToken)
    {
        using (var mkfifo = Process.Start("mkfifo", [Path.Combine(_root, "pipe.mat")]))
        {
            await mkfifo.WaitForExitAsync(cancellationToken);
        }

        File.CreateSymbolicLink(Path.Combine(_root, "link.mat"), "pipe.mat");
        foreach (string? key in new[] { "pipe.mat", "link.mat" })
        {
            await using StoredObject? stored = await Task.Run(() => _store.OpenAsync(key, cancellationToken), CancellationToken.None)
                .WaitAsync(cancellationToken);

            Assert.That(stored!.Length, Is.Zero);
            Assert.That(stored.Content.ReadByte(), Is.EqualTo(-1));
            Assert.That(stored.GetETag(cancellationToken), Is.EqualTo("d41d8cd98f00b204e9800998ecf8427e"));
        }
    }

    [Test]
    [Platform(Include = "Linux")]
    public async Task Takes_a_link_to_an_endless_device_for_empty()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "zero.mat"), "/dev/zero");

        await using StoredObject stored = (await _store.OpenAsync("zero.mat", default))!;

        Assert.That(stored.Content.ReadByte(), Is.EqualTo(-1));
    }

    [Test]
    [Platform(Include = "Linux")]
    [SupportedOSPlatform("linux")]
    public async Task Fails_where_a_folder_may_not_be_read()
    {
        await _store.PutAsync("d/a.mat", output => Write(output, [1]), default);
        string folder = Path.Combine(_root, "d");
        File.SetUnixFileMode(folder, UnixFileMode.None);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            // Root may read everything: this thread is somebody else.
            _ = SetFileSystemUser(Nobody);
            failure = Assert.Catch(() => _store.OpenAsync("d/a.mat", default));
        });

        thread.Start();
        thread.Join();

        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.That(failure, Is.TypeOf<IOException>().With.Message.EqualTo($"{Path.Combine(folder, "a.mat")} cannot be read: permission denied"));
    }

    [Test]
    public async Task Keeps_the_old_object_when_the_new_one_cannot_be_written()
    {
        await _store.PutAsync("a", output => Write(output, [1]), default);

        await Assert.ThatAsync(
            () => _store.PutAsync("a", WriteOneByteAndFail, default),
            Throws.InstanceOf<InvalidDataException>());

        await using StoredObject stored = (await _store.OpenAsync("a", default))!;
        Assert.That(stored.Content.ReadByte(), Is.EqualTo(1));
        Assert.That(Directory.GetFileSystemEntries(_root), Has.Length.EqualTo(1));
    }

    [TestCase("../x")]
    [TestCase("a/../../x")]
    [TestCase("/etc/hostname")]
    public void Refuses_a_key_that_leads_out_of_the_folder(string key) =>
        Assert.That(() => _store.OpenAsync(key, default), Throws.ArgumentException);

    [Test]
    public void Deletes_without_error_what_is_not_there() =>
        Assert.That(() => _store.DeleteAsync("no/such", default), Throws.Nothing);

    [Test]
    public async Task Removes_what_a_killed_process_left_but_not_what_is_being_written()
    {
        string leftover = Path.Combine(_root, "d", ".abc.ecg-tmp");
        Directory.CreateDirectory(Path.GetDirectoryName(leftover)!);
        await File.WriteAllTextAsync(leftover, "half");

        int removed = await _store.PutAsync("d/x", _ => _store.RemoveLeftovers(), default);

        Assert.That(removed, Is.EqualTo(1));
        Assert.That(File.Exists(leftover), Is.False);
        Assert.That(File.Exists(Path.Combine(_root, "d", "x")));
    }

    [Test]
    public void Names_objects_by_the_given_address() =>
        Assert.That(new FolderStore(_root, "s3://raw/").UriOf("1 NSR/a.mat"), Is.EqualTo("s3://raw/1 NSR/a.mat"));

    private static int WriteOneByteAndFail(Stream output)
    {
        output.WriteByte(2);
        throw new InvalidDataException();
    }

    private static int Write(Stream output, byte[] bytes)
    {
        output.Write(bytes);
        return bytes.Length;
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileSystemUser(uint user);
}
