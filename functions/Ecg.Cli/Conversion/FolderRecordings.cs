using Ecg.Formats.Wfdb;

namespace Ecg.Cli.Conversion;

/// <summary>Determines which files of a folder are recordings: each MAT-file, and each WFDB record by its header.</summary>
/// <param name="folder">The folder.</param>
/// <param name="names">The names of its MAT-files, headers and signal files, in ordinal order.</param>
/// <param name="partsBelow">The paths of the files that records name in folders below their own; this folder's records add theirs.</param>
internal sealed class FolderRecordings(string folder, IReadOnlyList<string> names, HashSet<string> partsBelow)
{
    private readonly HashSet<string> _matFiles = StemsOf(names, RecordingFolder.IsMatFile);
    private readonly HashSet<string> _signalFiles = StemsOf(names, RecordingFolder.IsSignalFile);
    private readonly HashSet<string> _headers = StemsOf(names, RecordingFolder.IsHeader);
    private readonly HashSet<string> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _described = new(StringComparer.Ordinal);
    private readonly HashSet<string> _joined = new(StringComparer.Ordinal);

    /// <summary>The recordings among the names, in order.</summary>
    /// <remarks>
    /// A header beside a MAT-file describes it and is not a recording; neither is a record that is a segment of another one. If
    /// a header beside a MAT-file describes a signal file instead, it is returned too: both cannot be converted. A
    /// signal file without a header is returned, so that the missing file is reported; so is a segment that has segments itself.
    /// </remarks>
    public IEnumerable<string> Select()
    {
        foreach (string? name in names.Where(name => RecordingFolder.IsHeader(name) && MayDescribeRecord(name)))
        {
            Look(name);
        }

        return names.Where(name =>
            RecordingFolder.IsMatFile(name)
            || (RecordingFolder.IsHeader(name) ? IsRecord(name) : IsRival(name) || IsAlone(name)));
    }

    private static HashSet<string> StemsOf(IReadOnlyList<string> names, RecordingFolder.NameFilter isWanted) =>
        names.Where(name => isWanted(name)).Select(StemOf).ToHashSet(StringComparer.Ordinal);

    private static string StemOf(string name) => Path.GetFileNameWithoutExtension(name);

    // Headers of MAT-files are numerous, and are read only if a signal file is beside them.
    private bool MayDescribeRecord(string header) =>
        !_matFiles.Contains(StemOf(header)) || _signalFiles.Contains(StemOf(header));

    private void Look(string name)
    {
        try
        {
            using FileStream stream = File.OpenRead(Path.Combine(folder, name));
            var header = WfdbHeader.Read(stream, name);
            foreach (string part in header.Signals.Select(signal => signal.FileName).Concat(header.SegmentHeaders))
            {
                if (part.Contains('/', StringComparison.Ordinal))
                {
                    partsBelow.Add(Path.Combine(folder, part.Replace('/', Path.DirectorySeparatorChar)));
                }
                else
                {
                    _parts.Add(part);
                }
            }

            if (header.Segments.Count > 0)
            {
                _joined.Add(name);
            }

            if (!header.DescribesMatFile)
            {
                _described.Add(StemOf(name));
            }
        }
        catch (Exception error) when (error is RejectedException or IOException or UnauthorizedAccessException)
        {
            // The conversion reports the problem.
            _described.Add(StemOf(name));
        }
    }

    private bool IsPart(string name) => _parts.Contains(name) || (partsBelow.Count > 0 && partsBelow.Contains(Path.Combine(folder, name)));

    private bool IsRecord(string header) =>
        _described.Contains(StemOf(header)) && !_matFiles.Contains(StemOf(header)) && (_joined.Contains(header) || !IsPart(header));

    private bool IsRival(string signalFile) =>
        _matFiles.Contains(StemOf(signalFile)) && _described.Contains(StemOf(signalFile)) && _parts.Contains(signalFile);

    private bool IsAlone(string signalFile) =>
        !_headers.Contains(StemOf(signalFile)) && !_matFiles.Contains(StemOf(signalFile)) && !IsPart(signalFile);
}
