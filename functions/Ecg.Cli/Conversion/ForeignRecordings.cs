using System.IO.Enumeration;

namespace Ecg.Cli.Conversion;

/// <summary>Counts the recordings in formats that are not read, while folders are searched for others.</summary>
internal sealed class ForeignRecordings
{
    private const string AnnotatedEcg = ".xml (aECG)";
    private const int HeadBytes = 4 << 10;

    // Each is opened; a folder may have any number of other XML files.
    private const int MostOpened = 1000;

    private static readonly string[] Suffixes = [".edf", ".bdf", ".dcm", ".scp", ".h5", ".hdf5"];

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private int _opened;

    /// <summary>Counts a file if it is such a recording.</summary>
    public void Look(ref FileSystemEntry entry)
    {
        if (KindOf(ref entry) is { } kind)
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        }
    }

    /// <summary>What was found, and what to do; <see langword="null"/> for nothing.</summary>
    public string? Describe() => _counts.Count == 0
        ? null
        : $"passed over {OneLine.List([.. _counts.Select(kind => Counted.Of(kind.Value, $"{kind.Key} file"))])}: convert them to WFDB (.hea and .dat) or to .mat files first; 'ecg convert FILE' with one of them says how.";

    private string? KindOf(ref FileSystemEntry entry)
    {
        ReadOnlySpan<char> suffix = Path.GetExtension(entry.FileName);
        foreach (string known in Suffixes)
        {
            if (suffix.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        return suffix.Equals(".xml", StringComparison.OrdinalIgnoreCase) && _opened++ < MostOpened && IsAnnotatedEcg(entry.ToFullPath()) ? AnnotatedEcg : null;
    }

    // HL7 V3 aECG: the name of the root element.
    private static bool IsAnnotatedEcg(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[HeadBytes];
            return head[..file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)].IndexOf("<AnnotatedECG"u8) >= 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
