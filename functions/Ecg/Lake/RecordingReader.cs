using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Signals;
using Ecg.Signals.Metadata;
using Ecg.Signals.Selection;

namespace Ecg.Lake;

/// <summary>Reads recordings together with what lies beside them: a header, and the metadata of their dataset.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class RecordingReader
{
    private readonly IObjectStore _raw;
    private readonly ConversionDefaults _defaults;

    /// <summary>Creates a reader.</summary>
    /// <param name="raw">Holds the recordings, their headers and the datasets' metadata.</param>
    /// <param name="defaults">What holds where neither of them says anything.</param>
    public RecordingReader(IObjectStore raw, ConversionDefaults defaults)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(defaults);
        (_raw, _defaults) = (raw, defaults);
    }

    /// <summary>Reads a recording.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="file">The object of that key. It is not disposed of.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The recording, or why it is rejected. The caller disposes of it.</returns>
    /// <exception cref="IOException">The store cannot be read now.</exception>
    public async Task<RecordingContent> ReadAsync(RecordingKey key, StoredObject file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(file);
        var content = new RecordingContent();
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

    private async Task ReadAsync(
        RecordingContent content, RecordingKey key, StoredObject file, CancellationToken cancellationToken)
    {
        content.Header = await ReadBesideAsync(
            content, _raw.FindSpelling(key.HeaderKey), WfdbHeader.Read, cancellationToken).ConfigureAwait(false);
        content.Dataset = await ReadBesideAsync(
            content, key.DatasetFileKey, DatasetMetadata.Read, cancellationToken).ConfigureAwait(false);
        try
        {
            ReadSignal(content, file, cancellationToken);
            if (content.Rejection is null)
            {
                content.Recording = Build(content, key);
            }
        }
        catch (RejectedException rejection)
        {
            content.Reject(rejection);
        }
    }

    // Whatever kind of file holds the samples: here a further kind finds its place.
    private void ReadSignal(RecordingContent content, StoredObject file, CancellationToken cancellationToken)
    {
        using var collector = new SignalCollector(_defaults.Signal ?? content.Dataset?.Signal);
        try
        {
            content.File = MatFile.Read(file.Content, collector, cancellationToken);
            content.Format = content.File.Format.Code();
        }
        finally
        {
            // A damaged file still shows what stands before the damage.
            content.Variables = collector.Variables;
        }

        content.Signal = collector.Take();
    }

    private Recording Build(RecordingContent content, RecordingKey key) => RecordingBuilder.Build(new RecordingSources
    {
        FileName = key.SourceName,
        Format = content.Format!,
        Signal = content.Signal!,
        Variables = content.Variables,
        Header = content.Header,
        Dataset = content.Dataset,
        Defaults = _defaults,
    });

    private async Task<T?> ReadBesideAsync<T>(
        RecordingContent content, string key, Func<Stream, string, CancellationToken, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var file = await _raw.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        if (file is null)
        {
            return null;
        }

        await using (file.ConfigureAwait(false))
        {
            try
            {
                return read(file.Content, key, cancellationToken);
            }
            catch (RejectedException rejection)
            {
                content.Reject(rejection);
                return null;
            }
        }
    }
}
