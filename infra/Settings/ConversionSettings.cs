using Pulumi;

namespace Infra.Settings;

/// <summary>The settings of the function and of its event source mapping.</summary>
/// <param name="TimeoutSeconds">The timeout for one batch.</param>
/// <param name="MemoryMb">The memory, which also determines the CPU share.</param>
/// <param name="EphemeralStorageMb">The size of its <c>/tmp</c>.</param>
/// <param name="Paused">Whether the function receives no messages, so that uploads wait in the queue.</param>
/// <param name="ReservedConcurrency">The reserved concurrency; <see langword="null"/> for none.</param>
/// <param name="Platform">The platform of the image.</param>
/// <param name="ImageUri">The digest of the image; <see langword="null"/> to build one from this clone.</param>
/// <param name="BatchSize">The maximum number of messages in a batch.</param>
/// <param name="BatchWindowSeconds">The time to wait for a batch to fill.</param>
/// <param name="MaximumConcurrency">The maximum number of concurrent batches.</param>
/// <param name="LogRetentionDays">The retention of the logs.</param>
/// <param name="LogLevel">The minimum log level.</param>
/// <param name="DefaultSamplingRateHz">The sampling rate of recordings that do not state it; <see langword="null"/> to leave it unknown.</param>
/// <param name="DefaultGain">The gain in adu/mV of recordings that do not state it; <see langword="null"/> to leave it unknown.</param>
/// <param name="DefaultBaseline">The ADC value of 0 mV of recordings that state no gain; <see langword="null"/> for 0.</param>
/// <param name="Normalize">Whether each lead is also stored min-max normalised.</param>
/// <param name="Fill">Whether missing samples are filled with the previous value instead of NULL.</param>
/// <param name="Deidentify">Whether recordings are de-identified by HIPAA's Safe Harbor.</param>
/// <param name="SlackNames">Whether Slack messages contain the names of recordings.</param>
/// <param name="SlackWebhook">The address that rejected recordings are reported to; <see langword="null"/> for none.</param>
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
