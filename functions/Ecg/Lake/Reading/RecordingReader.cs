using Ecg.Formats;
using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Lake.Stores;
using Ecg.Signals;
using Ecg.Signals.Metadata;
using Ecg.Signals.Selection;

namespace Ecg.Lake.Reading;

/// <summary>Reads recordings together with the files beside them: a header, and the metadata of their dataset.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RecordingReader
{
    private readonly IObjectStore _raw;
    private readonly ConversionDefaults _defaults;
    private readonly ScratchSpace? _scratch;
    private readonly NearbyFiles _nearby;

    /// <summary>Creates a reader.</summary>
    /// <param name="raw">The store of the recordings, their headers and the datasets' metadata.</param>
    /// <param name="defaults">The metadata to use if neither the file nor its companions state it.</param>
    /// <param name="scratch">The budget of memory and disk for samples; <see langword="null"/> for no limit.</param>
    public RecordingReader(IObjectStore raw, ConversionDefaults defaults, ScratchSpace? scratch = null)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(defaults);
        (_raw, _defaults, _scratch) = (raw, defaults, scratch);
        _nearby = new NearbyFiles(raw);
    }

    /// <summary>Reads a recording.</summary>
    /// <param name="key">The recording's key.</param>
    /// <param name="file">The object with that key. It is not disposed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The recording, or the reason for its rejection. The caller must dispose it.</returns>
    /// <exception cref="IOException">The store cannot be read now.</exception>
    public async Task<RecordingContent> ReadAsync(RecordingKey key, StoredObject file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(file);
        var content = new RecordingContent { Share = _scratch?.Open() ?? ScratchShare.Unlimited };
        try
        {
            await ReadAsync(content, key, file, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            content.Dispose();
            throw;
        }

        return content;
    }

    /// <summary>Reads the files beside a MAT-file as <see cref="ReadAsync(RecordingKey, StoredObject, CancellationToken)"/> does, but not the MAT-file.</summary>
    /// <exception cref="IOException">The store cannot be read now.</exception>
    internal async Task ReadBesideAsync(RecordingKey key, CancellationToken cancellationToken)
    {
        using var content = new RecordingContent();
        await ReadHeaderAsync(content, key, cancellationToken).ConfigureAwait(false);
        await ReadDatasetAsync(content, key, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadAsync(
        RecordingContent content, RecordingKey key, StoredObject file, CancellationToken cancellationToken)
    {
        try
        {
            await (key.IsHeader ? ReadRecordAsync(content, key, file, cancellationToken) : ReadMatFileAsync(content, key, file, cancellationToken))
                .ConfigureAwait(false);
        }
        catch (MissingFileException missing)
        {
            content.Missing = missing;
        }
        catch (RejectedException rejection)
        {
            content.Reject(await ExplainAsync(key, rejection, cancellationToken).ConfigureAwait(false));
        }
    }

    // The header, or PhysioBank ATM's replacement for it.
    private async Task<WfdbHeader?> ReadHeaderAsync(RecordingContent content, RecordingKey key, CancellationToken cancellationToken)
    {
        WfdbHeader? header = await ReadBesideAsync(
            content, _raw.FindSpelling(key.HeaderKey), WfdbHeader.Read, cancellationToken).ConfigureAwait(false);
        if (header is not null || content.Rejection is not null)
        {
            return header;
        }

        // The longest names leave no room for an extension that is one letter longer.
        WfdbHeader? info = _raw.WhyTooLong(key.InfoKey) is not null ? null : await ReadBesideAsync(
            content,
            key.InfoKey,
            (stream, name, stop) => AtmInfo.Read(stream, name, key.SourceName, stop),
            cancellationToken).ConfigureAwait(false);
        if (info is null && await _nearby.DescribeHeaderAsync(key, cancellationToken).ConfigureAwait(false) is { } hint)
        {
            content.Hints.Add(hint);
        }

        return info;
    }

    // A file that was transferred as text is damaged everywhere, so its first error explains little. Only then is it read again.
    private async Task<RejectedException> ExplainAsync(RecordingKey key, RejectedException rejection, CancellationToken cancellationToken)
    {
        if (rejection.Reason is not (RejectionReason.CorruptFile or RejectionReason.UnsupportedFormat))
        {
            return rejection;
        }

        StoredObject? file = await _raw.OpenAsync(key.Key, cancellationToken).ConfigureAwait(false);
        if (file is null)
        {
            return rejection;
        }

        await using (file.ConfigureAwait(false))
        {
            return await file.ReadAsync(content => TextDamage.Find(content, cancellationToken), cancellationToken).ConfigureAwait(false) is { } cause
                ? new RejectedException(RejectionReason.CorruptFile, $"{char.ToUpperInvariant(cause[0])}{cause[1..]}.{Found(rejection)}", rejection)
                : rejection;
        }
    }

    // What an unsupported format asks for, such as another version, does not help a damaged file.
    private static string Found(RejectedException rejection) => rejection.Reason == RejectionReason.CorruptFile ? $" {rejection.Message}" : "";

    private async Task ReadRecordAsync(
        RecordingContent content, RecordingKey key, StoredObject file, CancellationToken cancellationToken)
    {
        content.Header = await file.ReadAsync(stream => WfdbHeader.Read(stream, key.Key, cancellationToken), cancellationToken).ConfigureAwait(false);
        await ReadDatasetAsync(content, key, cancellationToken).ConfigureAwait(false);
        content.Files = new RecordFiles(_raw, key.Key, cancellationToken);
        var record = new WfdbRecord(_raw, key, content.Header);
        WfdbSamples samples = await record.ReadAsync(content, content.Files, cancellationToken).ConfigureAwait(false);
        if (content.Rejection is not null)
        {
            return;
        }

        Recording recording = Build(content, key, record.Described(samples));
        var issues = new List<string>();
        content.AnnotationMemory = new WfdbAnnotationBudget(content.Share);
        content.Annotations = await record.ReadAnnotationsAsync(
            samples, recording, content.Files, content.AnnotationMemory, issues, cancellationToken).ConfigureAwait(false);
        content.Recording = recording with { Issues = [.. recording.Issues, .. issues] };
    }

    private async Task ReadMatFileAsync(
        RecordingContent content, RecordingKey key, StoredObject file, CancellationToken cancellationToken)
    {
        content.Header = await ReadHeaderAsync(content, key, cancellationToken).ConfigureAwait(false);
        await ReadDatasetAsync(content, key, cancellationToken).ConfigureAwait(false);
        await file.ReadAsync(stream => ReadSignal(content, stream, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (content.Rejection is null)
        {
            content.Recording = Build(content, key, content.Header);
        }
    }

    private SelectedSignal ReadSignal(RecordingContent content, Stream file, CancellationToken cancellationToken)
    {
        using var collector = new SignalCollector(_defaults.Signal ?? content.Dataset?.Signal, content.Share);
        try
        {
            content.File = MatFile.Read(file, collector, content.Share, cancellationToken);
            content.Format = content.File.Format.Code();
        }
        finally
        {
            // A damaged file still shows the variables before the damage.
            content.Variables = collector.Variables;
        }

        content.Signal = collector.Take();
        return content.Signal;
    }

    private Recording Build(RecordingContent content, RecordingKey key, WfdbHeader? header) => RecordingBuilder.Build(new RecordingSources
    {
        Hints = content.Hints,
        FileName = key.SourceName,
        Format = content.Format!,
        Signal = content.Signal!,
        Variables = content.Variables,
        Header = header,
        Dataset = content.Dataset,
        Defaults = _defaults,
    });

    private async Task ReadDatasetAsync(RecordingContent content, RecordingKey key, CancellationToken cancellationToken)
    {
        content.Dataset = await ReadBesideAsync(
            content, key.DatasetFileKey, DatasetMetadata.Read, cancellationToken).ConfigureAwait(false);
        if (content.Dataset is null && content.Rejection is null && _nearby.DescribeDatasetFile(key) is { } misplaced)
        {
            content.Hints.Add(misplaced);
        }
    }

    private async Task<T?> ReadBesideAsync<T>(
        RecordingContent content, string key, Func<Stream, string, CancellationToken, T> read, CancellationToken cancellationToken)
        where T : class
    {
        StoredObject? file = await _raw.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        if (file is null)
        {
            return null;
        }

        await using (file.ConfigureAwait(false))
        {
            try
            {
                return await file.ReadAsync(stream => read(stream, key, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            catch (RejectedException rejection)
            {
                content.Reject(rejection);
                return null;
            }
        }
    }
}
