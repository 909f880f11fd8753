using Ecg.Lake.Stores;

namespace Ecg.Lake.Reading;

/// <summary>Finds files near a recording that seem to belong to it, but are not used because of their name or place.</summary>
/// <param name="raw">The store. It is not searched if each look-up costs a request.</param>
internal sealed class NearbyFiles(IObjectStore raw)
{
    private static readonly string[] OtherSpellings =
        ["Dataset.json", "DATASET.JSON", "DATASET.json", "dataset.JSON", "DataSet.json", "datasets.json", "data_set.json", "dataset.jsn", "dataset.json.txt"];

    /// <summary>Returns hints about headers: one with another name that names the recording, or a broken link.</summary>
    /// <param name="key">A recording without a header.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The store cannot be read now.</exception>
    public async Task<string?> DescribeHeaderAsync(RecordingKey key, CancellationToken cancellationToken)
    {
        if (raw.WhyUnreachable(key.HeaderKey) is { } why)
        {
            return $"{key.HeaderKey} cannot be read, it is {why}";
        }

        string stem = key.HeaderKey[..^PipelineContract.HeaderSuffix.Length];

        // wfdb2mat appends an m to the record's name; only some file systems tell capital letters from small ones; people write header.hea.
        int name = stem.LastIndexOf('/') + 1;
        string[] others = [stem.EndsWith('m') ? stem[..^1] : $"{stem}m", key.Key, stem[..name] + stem[name..].ToLowerInvariant(), stem[..name] + stem[name..].ToUpperInvariant(), stem[..name] + "header"];
        foreach (string? other in others.Select(other => other + PipelineContract.HeaderSuffix).Where(other => other != key.HeaderKey && raw.IsKnownToHold(other)))
        {
            if (await NamesAsync(other, key, cancellationToken).ConfigureAwait(false))
            {
                return $"{other} names this file and is not used: rename it {Path.GetFileName(key.HeaderKey)}";
            }
        }

        return null;
    }

    /// <summary>Returns a hint about dataset metadata in another place or spelling; <see langword="null"/> for none.</summary>
    /// <param name="key">A recording whose dataset has no metadata.</param>
    public string? DescribeDatasetFile(RecordingKey key)
    {
        if (raw.WhyUnreachable(key.DatasetFileKey) is { } why)
        {
            return $"{key.DatasetFileKey} cannot be read, it is {why}";
        }

        string? found = Elsewhere(key).FirstOrDefault(raw.IsKnownToHold);
        return found is null ? null : $"{found} is not used: the dataset's metadata are read from {key.DatasetFileKey}";
    }

    private static IEnumerable<string> Elsewhere(RecordingKey key)
    {
        string place = key.DatasetFileKey[..^PipelineContract.DatasetFile.Length];
        foreach (string spelling in OtherSpellings)
        {
            yield return place + spelling;
        }

        for (int end = key.Key.LastIndexOf('/'); end > place.Length; end = key.Key.LastIndexOf('/', end - 1))
        {
            yield return $"{key.Key[..end]}/{PipelineContract.DatasetFile}";
        }

        if (place.Length > 0)
        {
            yield return PipelineContract.DatasetFile;
        }
    }

    private async Task<bool> NamesAsync(string headerKey, RecordingKey key, CancellationToken cancellationToken) =>
        await StoredHeader.ReadAsync(raw, headerKey, cancellationToken).ConfigureAwait(false) is { } header
        && header.Signals.Any(signal => Path.GetFileName(signal.FileName).Equals(key.SourceName, StringComparison.OrdinalIgnoreCase));
}
