using Ecg.Aws.Buckets;
using Ecg.Aws.Uploads;
using Ecg.Formats;
using Ecg.Lake;
using Ecg.Lake.Reading;
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

    private readonly ConversionOptions _options = options with { NotesSegments = true };

    /// <summary>Converts a recording.</summary>
    /// <returns>The outcome. Errors of the stores and of the input are outcomes, not exceptions.</returns>
    /// <exception cref="OperationCanceledException">The conversion was stopped.</exception>
    public async Task<ConversionResult> ConvertAsync(IBucket raw, string key, ILogger log, CancellationToken cancellationToken)
    {
        for (int round = 1; ; round++)
        {
            var observed = new ObservedBucket(raw);
            ConversionResult result = await new Converter(observed, lake, _options, scratch).ConvertAsync(key, cancellationToken).ConfigureAwait(false);
            if (result.Status is ConversionStatus.Failed or ConversionStatus.Gone)
            {
                return result;
            }

            try
            {
                if (await observed.IsUnchangedAsync(cancellationToken).ConfigureAwait(false)
                    && !await WasTakenAsync(result, cancellationToken).ConfigureAwait(false))
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

    // A record notes that this is a segment of it, and removes its rows: before they are there, if both are converted at once.
    private async Task<bool> WasTakenAsync(ConversionResult result, CancellationToken cancellationToken) =>
        result.Status == ConversionStatus.Converted && UploadedKey.IsHeader(result.Key)
        && await lake.HoldsAsync(RecordingKey.Parse(result.Key, _options.Dataset).PathIn(PipelineContract.RejectedTable), cancellationToken).ConfigureAwait(false);

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
