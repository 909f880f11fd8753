using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Ecg.Aws.Buckets;
using Ecg.Cli.Invocation;
using Ecg.Lake.Reading;

namespace Ecg.Cli.Conversion;

/// <summary>The recordings that a call names: files, and folders laid out like the raw bucket.</summary>
internal sealed class RecordingInputs
{
    private readonly IReadOnlyList<string> _paths;
    private readonly string _lake;
    private readonly string? _dataset;

    private RecordingInputs(IReadOnlyList<string> paths, string lake, string? dataset)
    {
        _paths = paths;
        _lake = lake;
        _dataset = dataset;
    }

    /// <summary>The number of recordings that <see cref="Resolve"/> found.</summary>
    public long Count { get; private set; }

    /// <summary>The folders that could not be read, with the problems.</summary>
    public IReadOnlyList<string> Unreadable { get; private set; } = [];

    /// <summary>The recordings in formats that are not read, as a message; <see langword="null"/> for none.</summary>
    public string? PassedOver { get; private set; }

    /// <summary>Validates the inputs before anything is written.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="lake">The lake's folder.</param>
    /// <param name="dataset">The dataset that replaces the keys' own, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="CommandException">A path is invalid, there is nothing to convert, or two recordings have one key.</exception>
    public static RecordingInputs Resolve(
        IReadOnlyList<string> paths, string lake, string? dataset, CancellationToken cancellationToken)
    {
        foreach (string path in paths)
        {
            CheckPath(path);
        }

        var inputs = new RecordingInputs(paths, lake, dataset);
        inputs.CountAndCheckKeys(cancellationToken);
        return inputs;
    }

    /// <summary>Enumerates the recordings as they are now, path by path, without holding a list.</summary>
    public IEnumerable<RecordingInput> Enumerate() => Enumerate((_, _) => { }, null);

    private IEnumerable<RecordingInput> Enumerate(Action<string, Exception> onUnreadable, ForeignRecordings? foreign)
    {
        foreach (string path in _paths)
        {
            if (!Directory.Exists(path))
            {
                yield return new RecordingInput(FolderOf(path), Path.GetFileName(RecordPath.SourceOf(path)));
                continue;
            }

            foreach (string key in new RecordingFolder(path, _lake, RecordingFolder.IsOfRecording) { Foreign = foreign }.Recordings(onUnreadable))
            {
                yield return new RecordingInput(path, key);
            }
        }
    }

    private static string FolderOf(string file) => Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : ".";

    private static void CheckPath(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        // A broken link is a recording that is rejected, as in a folder.
        if (!File.Exists(path) && new FileInfo(path).LinkTarget is null)
        {
            throw CommandException.UsageError(BucketAddress.IsOne(path)
                ? $"'{path}' is in a bucket: copy it to a folder with 'aws s3 sync', or convert it into a lake in a bucket with 'ecg backfill' and 'ecg worker'."
                : $"'{path}' does not exist.");
        }

        if (RecordPath.WhyNoRecording(path) is { } why)
        {
            throw CommandException.UsageError(why);
        }
    }

    private void CountAndCheckKeys(CancellationToken cancellationToken)
    {
        // 16 bytes per recording instead of its path, so that a million recordings fit in memory.
        var seen = new HashSet<UInt128>();
        var unreadable = new List<string>();
        var foreign = new ForeignRecordings();
        foreach (RecordingInput input in Enumerate((folder, error) => unreadable.Add($"'{folder}' cannot be read: {error.Message}"), foreign))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!seen.Add(Fingerprint(input)))
            {
                throw Clash(input);
            }
        }

        Count = seen.Count;
        Unreadable = unreadable;
        PassedOver = foreign.Describe();
        if (Count == 0 && unreadable.Count == 0)
        {
            throw CommandException.UsageError(
                $"nothing to convert: no .mat file and no WFDB record (.hea with .dat) in {string.Join(", ", _paths.Select(path => $"'{path}'"))}{(RecordPath.WhatIsIn(_paths) is { } what ? $", but {what}" : "")}.");
        }
    }

    private UInt128 Fingerprint(RecordingInput input)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(IdentityOf(input)), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    private CommandException Clash(RecordingInput second)
    {
        string identity = IdentityOf(second);
        RecordingInput first = Enumerate().First(input => IdentityOf(input) == identity);
        return CommandException.UsageError(
            Path.GetFullPath(first.Path) == Path.GetFullPath(second.Path)
                ? $"'{second.Path}' is given twice."
                : $"'{first.Path}' and '{second.Path}' would both become the recording '{identity}': leave one out, or convert them separately with different --dataset names.");
    }

    // Two keys that differ only in the extension's case, or in a replaced dataset, are the same recording.
    private string IdentityOf(RecordingInput input)
    {
        var key = RecordingKey.Parse(input.Key, _dataset);
        return $"{key.Dataset}/{key.RecordId}";
    }
}
