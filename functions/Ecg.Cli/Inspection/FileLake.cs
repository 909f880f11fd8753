using Ecg.Cli.Invocation;
using Ecg.Lake;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Inspection;

/// <summary>One file as a lake of its own for the time of a command: what is shown of it is what a conversion would make of it.</summary>
internal sealed class FileLake : IDisposable
{
    private FileLake(string folder, string record) => (Folder, Record) = (folder, record);

    /// <summary>The lake's folder.</summary>
    public string Folder { get; }

    /// <summary>The recording's <c>dataset/record_id</c>.</summary>
    public string Record { get; }

    /// <summary>Converts the file.</summary>
    /// <param name="path">The file, which is there.</param>
    /// <param name="cancellationToken">Stops the conversion.</param>
    /// <exception cref="CommandException">The file is rejected, or cannot be read.</exception>
    public static async Task<FileLake> OfAsync(string path, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("ecg-file-").FullName;
        try
        {
            string root = RawRoot.Of(path);
            var converter = new Converter(new FolderStore(root), new FolderStore(folder), new ConversionOptions());
            ConversionResult result = await converter.ConvertAsync(RawRoot.KeyOf(path, root), cancellationToken).ConfigureAwait(false);
            return result.Status switch
            {
                ConversionStatus.Converted => new FileLake(folder, $"{result.Dataset}/{result.RecordId}"),
                ConversionStatus.Rejected => throw CommandException.Rejected($"'{path}' is rejected, {result.Reason}: {result.Detail}"),
                _ => throw CommandException.Failed($"'{path}' cannot be read: {result.Detail}"),
            };
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
