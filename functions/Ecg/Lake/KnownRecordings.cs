using System.Globalization;
using Ecg.Lake.Reading;

namespace Ecg.Lake;

/// <summary>The recordings that a lake knows, converted or rejected, by object name; takes a few bytes per recording.</summary>
internal sealed class KnownRecordings
{
    private const int Digits = 16;

    private readonly HashSet<ulong> _hashes = [];

    /// <summary>The tables with an object for each processed recording.</summary>
    public static IReadOnlyList<string> Tables { get; } = [PipelineContract.RecordsTable, PipelineContract.RejectedTable];

    /// <summary>The number of recordings.</summary>
    public int Count => _hashes.Count;

    /// <summary>Adds an object of one of <see cref="Tables"/>; other objects are ignored.</summary>
    /// <param name="path">The object's key.</param>
    public void Add(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (TryHash(path.AsSpan(path.LastIndexOf('/') + 1), out ulong hash))
        {
            _hashes.Add(hash);
        }
    }

    /// <summary>Returns whether a recording is known.</summary>
    /// <param name="key">The key of a MAT-file, or of a WFDB record's header.</param>
    public bool Has(string key) => TryHash(RecordingKey.Parse(key).FileName, out ulong hash) && _hashes.Contains(hash);

    private static bool TryHash(ReadOnlySpan<char> name, out ulong hash)
    {
        hash = 0;
        return name.Length > Digits && name[Digits] == '-'
            && ulong.TryParse(name[..Digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out hash);
    }
}
