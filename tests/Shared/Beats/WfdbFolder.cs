using Ecg.Formats.Wfdb;

namespace Ecg.Tests.Shared.Beats;

/// <summary>The files of WFDB records in a folder.</summary>
/// <param name="path">The folder.</param>
internal sealed class WfdbFolder(string path) : IWfdbFiles
{
    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        string file = Path.Combine(path, name);
        return Task.FromResult<Stream?>(File.Exists(file) ? File.OpenRead(file) : null);
    }
}
