using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Lake;
using Ecg.Signals;
using Ecg.Signals.Metadata;
using Ecg.Signals.Selection;

namespace Ecg.Cli.Inspection;

/// <summary>What a file holds, and what a conversion would make of it.</summary>
internal sealed class FileInspection : IDisposable
{
    private SelectedSignal? _signal;

    private FileInspection(string path) => Path = path;

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The file's size in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>What the file says of itself; <see langword="null"/> where it cannot be read to its end.</summary>
    public MatFileInfo? File { get; private set; }

    /// <summary>The variables, as far as the file can be read.</summary>
    public IReadOnlyList<MatVariable> Variables { get; private set; } = [];

    /// <summary>The header beside the file, or <see langword="null"/>.</summary>
    public WfdbHeader? Header { get; private set; }

    /// <summary>The name of the metadata that the file's dataset shares, where it is there.</summary>
    public string? DatasetFile { get; private set; }

    /// <summary>The variable that is the signal; <see langword="null"/> where there is none.</summary>
    public MatArray? Signal => _signal?.Array;

    /// <summary>What would be converted; <see langword="null"/> where it would be rejected.</summary>
    public Recording? Recording { get; private set; }

    /// <summary>Why it would be rejected; <see langword="null"/> where it would be converted.</summary>
    public RejectedException? Rejection { get; private set; }

    /// <summary>Looks into a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">The file, its header or its dataset's metadata cannot be read.</exception>
    public static FileInspection Of(string path, CancellationToken cancellationToken)
    {
        var inspection = new FileInspection(path);
        try
        {
            inspection.Read(cancellationToken);
        }
        catch (RejectedException rejection)
        {
            inspection.Rejection = rejection;
        }
        catch
        {
            inspection.Dispose();
            throw;
        }

        return inspection;
    }

    /// <inheritdoc/>
    public void Dispose() => _signal?.Dispose();

    private void Read(CancellationToken cancellationToken)
    {
        var key = RecordingKey.Parse(System.IO.Path.GetFileName(Path));
        using var collector = new SignalCollector();
        RejectedException? damage = null;
        try
        {
            // A pipe has no length, and to open one waits for a writer that may never come.
            Bytes = new FileInfo(Path).Length;
            using var content = Bytes > 0 ? System.IO.File.OpenRead(Path) : Stream.Null;
            File = MatFile.Read(content, collector, cancellationToken);
        }
        catch (RejectedException rejection)
        {
            damage = rejection;
        }

        // A damaged file still shows what stands before the damage, and its header.
        Variables = collector.Variables;
        var header = System.IO.Path.GetFileName(ExtensionCase.FindFile(Beside(key.HeaderKey)));
        Header = ReadBeside(header, WfdbHeader.Read, cancellationToken);
        var dataset = ReadBeside(key.DatasetFileKey, DatasetMetadata.Read, cancellationToken);
        DatasetFile = dataset?.FileName;
        if (damage is not null)
        {
            throw damage;
        }

        _signal = collector.Take();
        Recording = RecordingBuilder.Build(new RecordingSources
        {
            FileName = key.SourceName,
            Format = File!.Format,
            Signal = _signal,
            Variables = collector.Variables,
            Header = Header,
            Dataset = dataset,
        });
    }

    private string Beside(string name) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!, name);

    private T? ReadBeside<T>(string name, Func<Stream, string, CancellationToken, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var path = Beside(name);
        if (!System.IO.File.Exists(path))
        {
            return null;
        }

        using var content = System.IO.File.OpenRead(path);
        return read(content, name, cancellationToken);
    }
}
