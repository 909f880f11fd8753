using Ecg.Aws.Buckets;
using Ecg.Formats.Wfdb;
using Ecg.Lake.Reading;

namespace Ecg.Aws.Uploads;

/// <summary>The objects of a raw bucket that belong to one recording only.</summary>
/// <param name="Keys">Their keys; the recording's own key is last, whether the object exists or not.</param>
/// <param name="Shared">The keys of objects that the recording shares with others.</param>
internal sealed record RecordingParts(IReadOnlyList<string> Keys, IReadOnlyList<string> Shared)
{
    /// <summary>The key of the recording that a header is part of; <see langword="null"/> if the key is a recording's.</summary>
    public string? Whole { get; init; }

    /// <summary>The key of another MAT-file that would be the same recording, in another case; <see langword="null"/> if there is none.</summary>
    public string? Twin { get; init; }

    /// <summary>Finds the objects.</summary>
    /// <param name="raw">The bucket.</param>
    /// <param name="key">The key of a MAT-file, or of a WFDB record's header.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The bucket cannot be read now.</exception>
    public static async Task<RecordingParts> OfAsync(IBucket raw, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(raw);
        string stem = UploadedKey.Beside(key, ".");
        List<string> beside = await raw.EntriesAsync(stem, cancellationToken)
            .Select(entry => entry.Key)
            .Where(other => other != key && IsOfRecord(other, stem))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        string[] owned;
        if (UploadedKey.IsHeader(key))
        {
            string[] named = await NamedAsync(raw, key, cancellationToken).ConfigureAwait(false);
            owned = [.. beside.Where(other => !UploadedKey.IsRecording(other)).Union(named, StringComparer.Ordinal).Where(other => other != key)];
        }
        else
        {
            owned = [.. beside.Where(other => !UploadedKey.IsRecording(other))];
        }

        string? matFile = beside.Find(UploadedKey.IsRecording);
        if (UploadedKey.IsHeader(key) && matFile is not null)
        {
            return new RecordingParts([], [key]) { Whole = matFile };
        }

        Dictionary<string, string> shared = await SharedAsync(raw, key, beside, owned, cancellationToken).ConfigureAwait(false);
        return new RecordingParts([.. owned.Where(other => !shared.ContainsKey(other)), key], [.. owned.Where(shared.ContainsKey)])
        {
            Whole = shared.GetValueOrDefault(key),
            Twin = matFile,
        };
    }

    private static bool IsOfRecord(string key, string stem) =>
        !key.AsSpan(stem.Length).ContainsAny('.', '/') && UploadedKey.KindOf(key) is not (UploadKind.Other or UploadKind.DatasetFile);

    // Objects that others use, with the key of one user: another header may name a file, and a second MAT-file with this
    // name, or a signal file, uses the header too.
    private static async Task<Dictionary<string, string>> SharedAsync(
        IBucket raw, string key, List<string> beside, string[] owned, CancellationToken cancellationToken)
    {
        var shared = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!UploadedKey.IsHeader(key))
        {
            string? other = beside.Find(file => UploadedKey.IsRecording(file) || RecordingKey.Parse(file).IsSignalFile);
            return other is null ? shared : owned.ToDictionary(file => file, _ => other, StringComparer.Ordinal);
        }

        var listing = new BucketListing(key[..(key.LastIndexOf('/') + 1)]) { IsFlat = true };
        await foreach (BucketEntry entry in raw.ListAsync(listing, cancellationToken).ConfigureAwait(false))
        {
            if (UploadedKey.IsHeader(entry.Key) && entry.Key != key && !owned.Contains(entry.Key))
            {
                foreach (string file in await NamedAsync(raw, entry.Key, cancellationToken).ConfigureAwait(false))
                {
                    shared.TryAdd(file, entry.Key);
                }
            }
        }

        return shared;
    }

    // The signal files of a record, and the headers of its segments with their files.
    private static async Task<string[]> NamedAsync(IBucket raw, string header, CancellationToken cancellationToken)
    {
        string folder = header[..(header.LastIndexOf('/') + 1)];
        WfdbHeader? record = await StoredHeader.ReadAsync(raw, header, cancellationToken).ConfigureAwait(false);
        if (record is null)
        {
            return [];
        }

        var named = record.Signals.Select(signal => folder + signal.FileName).ToList();
        foreach (string segment in record.SegmentHeaders.Select(segment => folder + segment))
        {
            named.Add(segment);
            if (await StoredHeader.ReadAsync(raw, segment, cancellationToken).ConfigureAwait(false) is { } part)
            {
                named.AddRange(part.Signals.Select(signal => segment[..(segment.LastIndexOf('/') + 1)] + signal.FileName));
            }
        }

        return [.. named.Distinct(StringComparer.Ordinal).Where(name => !UploadedKey.IsRecording(name) && !name.EndsWith('~'))];
    }
}
