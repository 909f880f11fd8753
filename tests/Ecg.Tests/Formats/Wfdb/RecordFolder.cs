using Ecg.Formats.Wfdb;

namespace Ecg.Tests.Formats.Wfdb;

/// <summary>The files of records in a folder.</summary>
/// <param name="path">The folder.</param>
internal sealed class RecordFolder(string path) : IWfdbFiles
{
    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        string file = Path.Combine(path, name);
        return Task.FromResult<Stream?>(File.Exists(file) ? File.OpenRead(file) : null);
    }

    public static async Task<WfdbSamples> ReadAsync(string header)
    {
        using FileStream stream = File.OpenRead(header);
        return await WfdbRecordReader.ReadAsync(WfdbHeader.Read(stream, Path.GetFileName(header)), new RecordFolder(Path.GetDirectoryName(header)!));
    }
}
