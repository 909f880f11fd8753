using Pulumi;

namespace Infra.Settings;

/// <summary>The function that converts recordings, and how it takes them from the queue.</summary>
/// <param name="TimeoutSeconds">How long one batch may take.</param>
/// <param name="MemoryMb">Its memory, which also fixes its share of a processor.</param>
/// <param name="EphemeralStorageMb">The size of its <c>/tmp</c>.</param>
/// <param name="Paused">Whether uploads wait in the queue.</param>
/// <param name="ReservedConcurrency">How many of the account's concurrent runs are kept for it; nothing for none.</param>
/// <param name="Platform">What the image is built for.</param>
/// <param name="ImageUri">The image that it runs, by its digest; nothing to build one from this repository.</param>
/// <param name="BatchSize">How many messages it is handed at once, at most.</param>
/// <param name="BatchWindowSeconds">How long a batch is waited for until it is full.</param>
/// <param name="MaximumConcurrency">How many batches are worked on at once, at most.</param>
/// <param name="LogRetentionDays">How long its log is kept.</param>
/// <param name="LogLevel">The lowest level that it logs.</param>
/// <param name="DefaultSamplingRateHz">The sampling rate of recordings that name none; nothing to leave it unknown.</param>
/// <param name="DefaultGain">The gain in adu/mV of recordings that name none; nothing to leave it unknown.</param>
/// <param name="DefaultBaseline">The ADC value of 0 mV of recordings that name no gain; nothing for 0.</param>
/// <param name="Normalize">Whether it stores each lead min-max normalised as well.</param>
/// <param name="Fill">Whether it stores a missing sample as the value of the one before it, instead of null.</param>
/// <param name="Deidentify">Whether it de-identifies recordings by HIPAA's Safe Harbor.</param>
/// <param name="SlackNames">Whether it names the recording there.</param>
/// <param name="SlackWebhook">Where it reports a rejected recording; nothing to stay silent.</param>
internal sealed record ConversionSettings(
    int TimeoutSeconds,
    int MemoryMb,
    int EphemeralStorageMb,
    bool Paused,
    int? ReservedConcurrency,
    ImagePlatform Platform,
    string? ImageUri,
    int BatchSize,
    int BatchWindowSeconds,
    int MaximumConcurrency,
    int LogRetentionDays,
    string LogLevel,
    double? DefaultSamplingRateHz,
    double? DefaultGain,
    int? DefaultBaseline,
    bool Normalize,
    bool Fill,
    bool Deidentify,
    bool SlackNames,
    Output<string>? SlackWebhook);
