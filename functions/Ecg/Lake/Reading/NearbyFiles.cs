using Ecg.Formats.Wfdb;
using Ecg.Lake.Stores;

namespace Ecg.Lake.Reading;

/// <summary>Finds files near a recording that were meant for it and are not used, because of their name or place.</summary>
/// <param name="raw">The store. One in which it costs a request to ask for an object is not asked.</param>
internal sealed class NearbyFiles(IObjectStore raw)
{
    private static readonly string[] OtherSpellings =
        ["Dataset.json", "DATASET.JSON", "DATASET.json", "dataset.JSON", "DataSet.json", "datasets.json", "data_set.json", "dataset.jsn", "dataset.json.txt"];

    /// <summary>What is to be said of headers: one that names the recording and is called otherwise, or a link that leads nowhere.</summary>
    /// <param name="key">A recording beside which no header was found.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="IOException">The store cannot be read now.</exception>
    public async Task<string?> DescribeHeaderAsync(RecordingKey key, CancellationToken cancellationToken)
    {
        if (raw.WhyUnreachable(key.HeaderKey) is { } why)
        {
            return $"{key.HeaderKey} cannot be read, it is {why}";
        }

        string stem = key.HeaderKey[..^PipelineContract.HeaderSuffix.Length];

        // wfdb2mat puts an m behind the record's name.
        string[] others = [stem.EndsWith('m') ? stem[..^1] : $"{stem}m", key.Key];
        foreach (string? other in others.Select(name => name + PipelineContract.HeaderSuffix).Where(raw.IsKnownToHold))
        {
            if (await NamesAsync(other, key, cancellationToken).ConfigureAwait(false))
            {
                return $"{other} names this file and is not used: rename it {Path.GetFileName(key.HeaderKey)}";
            }
        }

        return null;
    }

    /// <summary>What is to be said of a dataset's metadata that lie elsewhere or are spelled otherwise; <see langword="null"/> for nothing.</summary>
    /// <param name="key">A recording whose dataset has none in their place.</param>
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

    private async Task<bool> NamesAsync(string headerKey, RecordingKey key, CancellationToken cancellationToken)
    {
        StoredObject? file = await raw.OpenAsync(headerKey, cancellationToken).ConfigureAwait(false);
        if (file is null)
        {
            return false;
        }

        await using (file.ConfigureAwait(false))
        {
            try
            {
                var header = WfdbHeader.Read(file.Content, headerKey, cancellationToken);
                return header.Signals.Any(signal => Path.GetFileName(signal.FileName).Equals(key.SourceName, StringComparison.OrdinalIgnoreCase));
            }
            catch (RejectedException)
            {
                return false;
            }
        }
    }
}
