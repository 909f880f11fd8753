using Ecg.Aws.Buckets;
using Ecg.Formats;
using Ecg.Lake;
using Serilog;

namespace Ecg.Aws.Batches;

/// <summary>Converts a recording until the result matches the objects in the bucket.</summary>
/// <remarks>
/// Two runs may convert one recording at once, because it and its header arrived together. The run that started before the
/// header existed may write last. Each run therefore checks again after writing: anything that arrives after this check
/// has a message of its own, which finds the final state.
/// </remarks>
internal sealed class SettledConverter(IBucket lake, ConversionOptions options, ScratchSpace scratch)
{
    private const int MostRounds = 4;

    /// <summary>Converts a recording.</summary>
    /// <returns>The outcome. Errors of the stores and of the input are outcomes, not exceptions.</returns>
    /// <exception cref="OperationCanceledException">The conversion was stopped.</exception>
    public async Task<ConversionResult> ConvertAsync(IBucket raw, string key, ILogger log, CancellationToken cancellationToken)
    {
        for (int round = 1; ; round++)
        {
            var observed = new ObservedBucket(raw);
            ConversionResult result = await new Converter(observed, lake, options, scratch).ConvertAsync(key, cancellationToken).ConfigureAwait(false);
            if (result.Status is ConversionStatus.Failed or ConversionStatus.Gone)
            {
                return result;
            }

            try
            {
                if (await observed.IsUnchangedAsync(cancellationToken).ConfigureAwait(false))
                {
                    return result;
                }
            }
            catch (IOException exception)
            {
                return Failed(result, "io-error", exception.Message, exception);
            }

            if (round == MostRounds)
            {
                return Failed(result, "changing", "the recording, its header or its dataset.json kept changing; it will be retried");
            }

            log.Information("The recording, its header or its dataset.json changed in the meantime: converting again");
        }
    }

    private static ConversionResult Failed(ConversionResult result, string reason, string detail, Exception? exception = null) => new()
    {
        Key = result.Key,
        Source = result.Source,
        Status = ConversionStatus.Failed,
        RecordId = result.RecordId,
        Dataset = result.Dataset,
        Reason = reason,
        Detail = detail,
        Exception = exception,
    };
}
