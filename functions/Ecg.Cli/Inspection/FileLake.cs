using Ecg.Cli.Invocation;
using Ecg.Lake;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Inspection;

/// <summary>A temporary lake with one converted file, so that commands show exactly what a conversion would give.</summary>
internal sealed class FileLake : IDisposable
{
    private FileLake(string folder, string record) => (Folder, Record) = (folder, record);

    /// <summary>The lake's folder.</summary>
    public string Folder { get; }

    /// <summary>The recording's <c>dataset/record_id</c>.</summary>
    public string Record { get; }

    /// <summary>Converts the file.</summary>
    /// <param name="path">The file, which exists.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
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
                ConversionStatus.Rejected => throw CommandException.Rejected($"'{path}' was rejected, {result.Reason}: {result.Detail}"),
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
