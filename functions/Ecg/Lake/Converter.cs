namespace Ecg.Lake;

/// <summary>Converts raw objects of one store into the tables of a lake in another.</summary>
/// <remarks>Safe for use by several threads, one object each.</remarks>
public sealed class Converter
{
    /// <summary>Creates a converter.</summary>
    /// <param name="raw">Holds the recordings, their headers and the datasets' metadata.</param>
    /// <param name="lake">Takes the four tables.</param>
    /// <param name="options">What the caller decides.</param>
    public Converter(IObjectStore raw, IObjectStore lake, ConversionOptions options)
    {
    }

    /// <summary>Converts the object as it is now.</summary>
    /// <param name="key">The key of a MAT-file in the raw store.</param>
    /// <param name="cancellationToken">Stops the conversion; nothing half-written is left.</param>
    /// <returns>The outcome. Errors of the stores and of the input are outcomes, not exceptions.</returns>
    /// <exception cref="OperationCanceledException">The conversion was stopped.</exception>
    public Task<ConversionResult> ConvertAsync(string key, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
