using Ecg.Formats.Wfdb;
using Ecg.Lake.Stores;

namespace Ecg.Lake.Reading;

/// <summary>Reads the header of a WFDB record for the files that it names.</summary>
internal static class StoredHeader
{
    /// <summary>Reads a header.</summary>
    /// <returns>The header; <see langword="null"/> if there is none, or it cannot be parsed: it names nothing then.</returns>
    /// <exception cref="IOException">The store cannot be read now.</exception>
    public static async Task<WfdbHeader?> ReadAsync(IObjectStore raw, string key, CancellationToken cancellationToken)
    {
        StoredObject? file = await raw.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        if (file is null)
        {
            return null;
        }

        await using (file.ConfigureAwait(false))
        {
            try
            {
                return await file.ReadAsync(content => WfdbHeader.Read(content, key, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            catch (RejectedException)
            {
                return null;
            }
        }
    }
}
