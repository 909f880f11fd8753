using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Lake.Reading;
using Ecg.Lake.Stores;
using Ecg.Signals;
using Ecg.Signals.Metadata;

namespace Ecg.Cli.Inspection;

/// <summary>What a file holds, and what a conversion would make of it.</summary>
internal sealed class FileInspection : IDisposable
{
    private readonly RecordingContent _content;

    private FileInspection(string path, long bytes, RecordingContent content) =>
        (Path, Bytes, _content) = (path, bytes, content);

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The file's size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>What the file says of itself; <see langword="null"/> where it cannot be read to its end.</summary>
    public MatFileInfo? File => _content.File;

    /// <summary>The form of the file, such as <c>mat-v4</c>; <see langword="null"/> where it cannot be read to its end.</summary>
    public string? Format => _content.Format;

    /// <summary>The variables, as far as the file can be read.</summary>
    public IReadOnlyList<MatVariable> Variables => _content.Variables;

    /// <summary>The header beside the file, or <see langword="null"/>.</summary>
    public WfdbHeader? Header => _content.Header;

    /// <summary>The name of the metadata that the file's dataset shares, where it is there.</summary>
    public string? DatasetFile => _content.Dataset?.FileName;

    /// <summary>The variable that is the signal; <see langword="null"/> where there is none.</summary>
    public MatArray? Signal => _content.Signal?.Array;

    /// <summary>What would be converted; <see langword="null"/> where it would be rejected.</summary>
    public Recording? Recording => _content.Recording;

    /// <summary>The number of annotations beside it.</summary>
    public int AnnotationCount => _content.Annotations.Count;

    /// <summary>Why it would not be converted; <see langword="null"/> where it would be.</summary>
    public RejectedException? Rejection => _content.Rejection
        ?? (_content.Missing is { } missing ? new RejectedException(RejectionReason.HeaderMismatch, missing.Message, missing) : null);

    /// <summary>Looks into a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">
    /// The folder that stands for the raw bucket, in which the file lies; <see langword="null"/> for the one in which its
    /// dataset's metadata would be found.
    /// </param>
    /// <param name="defaults">What the caller says of the recording.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">The file, its header or its dataset's metadata cannot be read.</exception>
    public static async Task<FileInspection> OfAsync(
        string path, string? root, ConversionDefaults defaults, CancellationToken cancellationToken)
    {
        string folder = root ?? RawRoot.Of(path);
        var key = RecordingKey.Parse(RawRoot.KeyOf(path, folder));
        var store = new FolderStore(folder);
        StoredObject file = await store.OpenAsync(key.Key, cancellationToken).ConfigureAwait(false)
            ?? throw new FileNotFoundException($"'{path}' is no longer there.", path);
        await using (file.ConfigureAwait(false))
        {
            var reader = new RecordingReader(store, defaults);
            RecordingContent content = await reader.ReadAsync(key, file, cancellationToken).ConfigureAwait(false);
            return new FileInspection(path, file.Length, content);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();
}
