using System.IO.Enumeration;
using Ecg.Cli.Files;

namespace Ecg.Cli.Conversion;

/// <summary>
/// The recordings in a folder that is laid out like the raw bucket. Names that begin with a dot are ignored; links to
/// folders are followed unless they form a cycle.
/// </summary>
/// <param name="root">The folder.</param>
/// <param name="lake">The lake's folder, which may be inside and is skipped.</param>
/// <param name="isWanted">Selects files by name.</param>
internal sealed class RecordingFolder(string root, string lake, RecordingFolder.NameFilter isWanted)
{
    /// <summary>Tells by a file's name whether it is looked for.</summary>
    public delegate bool NameFilter(ReadOnlySpan<char> name);

    private readonly string _lake = RealPath.Of(lake);

    /// <summary>Sees the files that are not selected; <see langword="null"/> if nobody asks for them.</summary>
    public ForeignRecordings? Foreign { get; init; }

    /// <summary>Enumerates the keys of the selected files, folder by folder, in ordinal order of names.</summary>
    /// <param name="onUnreadable">Receives each folder that cannot be read; the others are still searched.</param>
    public IEnumerable<string> Keys(Action<string, Exception> onUnreadable) =>
        Keys(root, "", [RealPath.Of(root)], (_, names) => names, onUnreadable);

    /// <summary>Enumerates the keys of the recordings among the selected files, in the same order.</summary>
    /// <param name="onUnreadable">Receives each folder that cannot be read; the others are still searched.</param>
    public IEnumerable<string> Recordings(Action<string, Exception> onUnreadable)
    {
        var partsBelow = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return Keys(root, "", [RealPath.Of(root)], (folder, names) => new FolderRecordings(folder, names, partsBelow).Select(), onUnreadable);
    }

    private IEnumerable<string> Keys(
        string folder,
        string prefix,
        List<string> ancestors,
        Func<string, IReadOnlyList<string>, IEnumerable<string>> select,
        Action<string, Exception> onUnreadable)
    {
        List<Entry> entries = Entries(folder, onUnreadable);
        var selected = select(folder, [.. entries.Where(entry => !entry.IsFolder).Select(entry => entry.Name)]).ToHashSet(StringComparer.Ordinal);
        foreach (Entry entry in entries.Where(entry => entry.IsFolder || selected.Contains(entry.Name)))
        {
            string path = Path.Combine(folder, entry.Name);
            if (!entry.IsFolder)
            {
                yield return prefix + entry.Name;
                continue;
            }

            if (Enter(path, entry, ancestors, onUnreadable))
            {
                foreach (string key in Keys(path, $"{prefix}{entry.Name}/", ancestors, select, onUnreadable))
                {
                    yield return key;
                }

                ancestors.RemoveAt(ancestors.Count - 1);
            }
        }
    }

    /// <summary>Returns whether a file's name is that of a recording's file, in any case.</summary>
    public static bool IsOfRecording(ReadOnlySpan<char> name) => IsMatFile(name) || IsHeader(name) || IsSignalFile(name);

    /// <summary>Returns whether a file's name ends in <c>.mat</c>, in any case.</summary>
    public static bool IsMatFile(ReadOnlySpan<char> name) =>
        name.EndsWith(PipelineContract.RecordingSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a file's name ends in <c>.hea</c>, in any case.</summary>
    public static bool IsHeader(ReadOnlySpan<char> name) =>
        name.EndsWith(PipelineContract.HeaderSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a file's name ends in <c>.dat</c>, in any case.</summary>
    public static bool IsSignalFile(ReadOnlySpan<char> name) =>
        name.EndsWith(PipelineContract.SignalFileSuffix, StringComparison.OrdinalIgnoreCase);

    private bool Enter(string path, Entry entry, List<string> ancestors, Action<string, Exception> onUnreadable)
    {
        try
        {
            string real = entry.IsLink ? RealPath.Of(path) : Path.Combine(ancestors[^1], entry.Name);
            if (real == _lake || ancestors.Contains(real))
            {
                return false;
            }

            ancestors.Add(real);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            onUnreadable(path, error);
            return false;
        }
    }

    private List<Entry> Entries(string folder, Action<string, Exception> onUnreadable)
    {
        var entries = new List<Entry>();
        try
        {
            entries.AddRange(new FileSystemEnumerable<Entry>(folder, Read, Everything)
            {
                ShouldIncludePredicate = Include,
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            onUnreadable(folder, error);
        }

        entries.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return entries;
    }

    private bool Include(ref FileSystemEntry entry)
    {
        if (entry.FileName[0] == '.')
        {
            return false;
        }

        bool isIncluded = entry.IsDirectory || isWanted(entry.FileName);
        if (!isIncluded)
        {
            Foreign?.Look(ref entry);
        }

        return isIncluded;
    }

    private static Entry Read(ref FileSystemEntry entry) =>
        new(entry.FileName.ToString(), entry.IsDirectory, entry.Attributes.HasFlag(FileAttributes.ReparsePoint));

    private static EnumerationOptions Everything { get; } = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };

    private readonly record struct Entry(string Name, bool IsFolder, bool IsLink);
}
