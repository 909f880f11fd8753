using System.Collections.Concurrent;
using Ecg.Cli.Conversion;
using Ecg.Formats.Wfdb;
using Ecg.Lake.Reading;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Watching;

/// <summary>
/// Tracks which recordings of a folder must be converted because they, their companion files or their dataset's metadata
/// arrived or changed, and are no longer being written.
/// </summary>
/// <remarks><see cref="Noticed"/> may be called by any thread, all other members by one.</remarks>
/// <param name="root">The folder, laid out like the raw bucket.</param>
/// <param name="lake">The lake, which may be inside.</param>
/// <param name="timing">The intervals.</param>
/// <param name="clock">The clock.</param>
internal sealed class WatchedFolder(string root, string lake, WatchTiming timing, TimeProvider clock)
{
    private readonly RecordingFolder _folder = new(root, lake, IsPartOfRecording);
    private readonly ConcurrentQueue<string> _noticed = new();
    private readonly Dictionary<string, FileMark> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Arrival> _arriving = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _recordsOfSegments = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _failed = new(StringComparer.Ordinal);

    /// <summary>Whether something is pending, so that <see cref="TakeReady"/> must be called again soon.</summary>
    public bool IsWaiting => _arriving.Count > 0 || !_noticed.IsEmpty;

    /// <summary>Records that a file may have changed.</summary>
    /// <param name="key">The file's key.</param>
    public void Noticed(string key) => _noticed.Enqueue(key);

    /// <summary>Scans the whole folder.</summary>
    /// <param name="onUnreadable">Receives each folder that cannot be read.</param>
    public void Scan(Action<string, Exception> onUnreadable)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        foreach (string key in _folder.Keys(onUnreadable))
        {
            there.Add(key);
            Look(key);
        }

        foreach (string? gone in _taken.Keys.Where(key => !there.Contains(key)).ToList())
        {
            _taken.Remove(gone);
        }
    }

    /// <summary>Returns the recordings to convert now, each once; they are not returned again until something changes.</summary>
    public IReadOnlyList<RecordingInput> TakeReady()
    {
        while (_noticed.TryDequeue(out string? key))
        {
            if (IsPartOfRecording(Path.GetFileName(key)) && !IsHidden(key))
            {
                Look(key);
            }
        }

        var ready = new SortedSet<string>(StringComparer.Ordinal);
        foreach ((string? key, Arrival arrival) in _arriving.ToList())
        {
            TakeIfSettled(key, arrival, ready);
        }

        TakeDueFailures(ready);
        return [.. ready.Select(RecordOf).Distinct(StringComparer.Ordinal).Select(key => new RecordingInput(root, key))];
    }

    /// <summary>Schedules a recording again once another file of its folder arrives.</summary>
    /// <returns>Whether this is new for it.</returns>
    public bool Wait(string key) => _waiting.Add(key);

    /// <summary>Records that a recording waits for nothing, by any of its files.</summary>
    public void StopWaiting(string key) => _waiting.RemoveWhere(waiting => Path.ChangeExtension(waiting, null) == Path.ChangeExtension(key, null));

    /// <summary>Schedules a recording again after a delay.</summary>
    public void TryAgain(string key) => _failed[key] = clock.GetUtcNow() + timing.Retry;

    private static bool IsPartOfRecording(ReadOnlySpan<char> name) =>
        RecordingFolder.IsOfRecording(name)
        || name.EndsWith(PipelineContract.AnnotationsSuffix, StringComparison.OrdinalIgnoreCase)
        || IsInfo(name)
        || name.SequenceEqual(PipelineContract.DatasetFile);

    private static bool IsInfo(ReadOnlySpan<char> name) => name.EndsWith(PipelineContract.InfoSuffix, StringComparison.Ordinal);

    private static bool IsHidden(string key) => key.StartsWith('.') || key.Contains("/.", StringComparison.Ordinal);

    private void Look(string key)
    {
        if (FileMark.Of(PathOf(key)) is not { } mark || (_taken.TryGetValue(key, out FileMark taken) && taken == mark))
        {
            return;
        }

        if (!_arriving.TryGetValue(key, out Arrival arrival) || arrival.Mark != mark)
        {
            _arriving[key] = new Arrival(mark, clock.GetUtcNow());
        }
    }

    private void TakeIfSettled(string key, Arrival arrival, SortedSet<string> ready)
    {
        if (FileMark.Of(PathOf(key)) is not { } mark)
        {
            _arriving.Remove(key);
            return;
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (mark != arrival.Mark)
        {
            _arriving[key] = new Arrival(mark, now);
            return;
        }

        // A file whose last write was long ago is not being written now.
        if (now - arrival.Since >= timing.Settle || now.UtcDateTime - mark.WrittenAt >= timing.Settle)
        {
            _arriving.Remove(key);
            _taken[key] = mark;
            NoteSegments(key);
            ready.UnionWith(RecordingsOf(key));
        }
    }

    private List<string> RecordingsOf(string key)
    {
        if (RecordingFolder.IsMatFile(key))
        {
            return [key, .. TwinsOf(key)];
        }

        return Path.GetFileName(key) == PipelineContract.DatasetFile
            ? _taken.Keys.Where(taken => IsSource(taken) && RecordingKey.Parse(taken).DatasetFileKey == key).ToList()
            : [.. RecordsOf(key), .. _waiting.Where(waiting => FolderOf(waiting) == FolderOf(key)).SelectMany(RecordsOf)];
    }

    // A.MAT may have been converted before A.mat arrived: both would be one recording, and the converter now rejects the first.
    private IEnumerable<string> TwinsOf(string matFile) => matFile.EndsWith(PipelineContract.RecordingSuffix, StringComparison.Ordinal)
        ? Taken(matFile, PipelineContract.RecordingSuffix).Where(other => other != matFile)
        : [];

    // A header beside a MAT-file belongs to it; another one is the source of a WFDB record, and so is one beside a part of it.
    private List<string> RecordsOf(string part)
    {
        if (RecordingFolder.IsHeader(part))
        {
            return IsSource(part) ? [part] : [.. Taken(part, PipelineContract.RecordingSuffix)];
        }

        if (IsInfo(part))
        {
            return [.. Taken(part, PipelineContract.RecordingSuffix)];
        }

        List<string> headers = [.. Taken(part, PipelineContract.HeaderSuffix).Where(IsSource)];
        return headers.Count > 0 || !RecordingFolder.IsSignalFile(part) || IsThere(part, PipelineContract.RecordingSuffix) ? headers : [part];
    }

    private void NoteSegments(string key)
    {
        if (!RecordingFolder.IsHeader(key) || !IsSource(key))
        {
            return;
        }

        try
        {
            using FileStream stream = File.OpenRead(PathOf(key));
            foreach (string segment in WfdbHeader.Read(stream, key).SegmentHeaders)
            {
                _recordsOfSegments[FolderOf(key) + segment] = key;
            }
        }
        catch (Exception error) when (error is RejectedException or IOException or UnauthorizedAccessException)
        {
            // The conversion says what is wrong with it.
        }
    }

    // A segment is no recording, as in 'ecg convert': what arrives of it gives its record.
    private string RecordOf(string key)
    {
        string source = RecordingFolder.IsSignalFile(key) ? Taken(key, PipelineContract.HeaderSuffix).FirstOrDefault(key) : key;
        return _recordsOfSegments.TryGetValue(source, out string? record) && _taken.ContainsKey(record) ? record : source;
    }

    private IEnumerable<string> Taken(string key, string suffix) =>
        ExtensionCase.SpellingsOf(Path.ChangeExtension(key, suffix)).Where(_taken.ContainsKey);

    private bool IsThere(string key, string suffix) => File.Exists(ExtensionCase.FindFile(PathOf(Path.ChangeExtension(key, suffix))));

    private bool IsSource(string key) =>
        RecordingFolder.IsMatFile(key) || (RecordingFolder.IsHeader(key) && !IsThere(key, PipelineContract.RecordingSuffix));

    private static string FolderOf(string key) => key[..(key.LastIndexOf('/') + 1)];

    private void TakeDueFailures(SortedSet<string> ready)
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach ((string? key, DateTimeOffset due) in _failed.Where(failure => failure.Value <= now).ToList())
        {
            _failed.Remove(key);
            if (File.Exists(PathOf(key)))
            {
                ready.Add(key);
            }
        }
    }

    private string PathOf(string key) => Path.Combine(root, key);

    private readonly record struct Arrival(FileMark Mark, DateTimeOffset Since);
}
