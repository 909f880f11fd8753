using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Lake.Reading;
using Ecg.Lake.Stores;
using Ecg.Signals;
using Ecg.Signals.Metadata;

namespace Ecg.Cli.Inspection;

/// <summary>The contents of a file, and how it would be converted.</summary>
internal sealed class FileInspection : IDisposable
{
    private readonly RecordingContent _content;

    private FileInspection(string path, long bytes, RecordingContent content) =>
        (Path, Bytes, _content) = (path, bytes, content);

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The file's size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>The file's own description; <see langword="null"/> if it cannot be read to its end.</summary>
    public MatFileInfo? File => _content.File;

    /// <summary>The file's format, such as <c>mat-v4</c>; <see langword="null"/> if it cannot be read to its end.</summary>
    public string? Format => _content.Format;

    /// <summary>The variables, up to the first that cannot be read.</summary>
    public IReadOnlyList<MatVariable> Variables => _content.Variables;

    /// <summary>The header beside the file, or <see langword="null"/>.</summary>
    public WfdbHeader? Header => _content.Header;

    /// <summary>The name of the dataset's metadata file, if it exists.</summary>
    public string? DatasetFile => _content.Dataset?.FileName;

    /// <summary>The variable that is the signal; <see langword="null"/> if there is none.</summary>
    public MatArray? Signal => _content.Signal?.Array;

    /// <summary>The recording; <see langword="null"/> if it would be rejected.</summary>
    public Recording? Recording => _content.Recording;

    /// <summary>The number of annotations.</summary>
    public int AnnotationCount => _content.Annotations.Count;

    /// <summary>The reason for a rejection; <see langword="null"/> if it would be converted.</summary>
    public RejectedException? Rejection => _content.Rejection
        ?? (_content.Missing is { } missing ? new RejectedException(RejectionReason.HeaderMismatch, missing.Message, missing) : null);

    /// <summary>Inspects a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">
    /// The folder that is laid out like the raw bucket; <see langword="null"/> to find it by the
    /// dataset's metadata.
    /// </param>
    /// <param name="defaults">The metadata from options.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
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
