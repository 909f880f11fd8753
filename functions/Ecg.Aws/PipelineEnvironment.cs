using System.Globalization;
using Ecg.Aws.Queues;
using Ecg.Lake;
using Ecg.Signals.Metadata;
using Serilog.Events;

namespace Ecg.Aws;

/// <summary>The settings from the environment.</summary>
internal sealed record PipelineEnvironment
{
    private const string FunctionMemoryVariable = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";

    /// <summary>The bucket of the lake.</summary>
    public required string ProcessedBucket { get; init; }

    /// <summary>The name of the parameter with the webhook's address; <see langword="null"/> for no messages.</summary>
    public string? SlackWebhookParameter { get; init; }

    /// <summary>Whether Slack messages contain the names of recordings.</summary>
    public bool SlackNames { get; init; }

    /// <summary>The queue of the function's messages; <see langword="null"/> if it is not set.</summary>
    public QueueAddress? Queue { get; init; }

    /// <summary>The conversion options.</summary>
    public ConversionOptions Options { get; init; } = new();

    /// <summary>The minimum log level; <see langword="null"/> if it is not set.</summary>
    public LogEventLevel? LogLevel { get; init; }

    /// <summary>The function's memory; <see langword="null"/> outside Lambda.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The disk that temporary files may use; <see langword="null"/> for all free space.</summary>
    public long? DiskBytes { get; init; }

    /// <summary>Reads and validates the environment.</summary>
    /// <exception cref="ArgumentException">A variable is missing or invalid; the message names it.</exception>
    public static PipelineEnvironment Read(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new PipelineEnvironment
        {
            ProcessedBucket = Text(environment, PipelineContract.ProcessedBucketVariable)
                ?? throw new ArgumentException($"{PipelineContract.ProcessedBucketVariable} is missing: it names the bucket that holds the lake."),
            SlackWebhookParameter = Text(environment, PipelineContract.SlackWebhookParameterVariable),
            SlackNames = Flag(environment, PipelineContract.SlackNamesVariable),
            Queue = Text(environment, PipelineContract.QueueVariable) is { } queue ? QueueAddress.Parse(queue, PipelineContract.QueueVariable) : null,
            Options = ReadOptions(environment),
            MemoryBytes = Number(environment, FunctionMemoryVariable, "MB") is { } megabytes ? (long)(megabytes * (1 << 20)) : null,
            DiskBytes = Number(environment, PipelineContract.DiskVariable, "MB") is { } disk ? (long)(disk * (1 << 20)) : null,
            LogLevel = LevelOf(Text(environment, PipelineContract.LogLevelVariable)),
        };
    }

    /// <summary>Reads and validates the conversion options in the environment.</summary>
    /// <exception cref="ArgumentException">A variable is invalid; the message names it.</exception>
    public static ConversionOptions ReadOptions(Func<string, string?> environment) => new()
    {
        Normalize = Flag(environment, PipelineContract.NormalizeVariable),
        Fill = Flag(environment, PipelineContract.FillVariable),
        Deidentify = Flag(environment, PipelineContract.DeidentifyVariable),
        Defaults = new ConversionDefaults
        {
            SamplingRate = Number(environment, PipelineContract.DefaultSamplingRateVariable, "Hz"),
            Gain = Number(environment, PipelineContract.DefaultGainVariable, "adu/mV"),
            Baseline = WholeNumber(environment, PipelineContract.DefaultBaselineVariable),
        },
    };

    private static string? Text(Func<string, string?> environment, string name) =>
        environment(name)?.Trim() is { Length: > 0 } text ? text : null;

    private static double? Number(Func<string, string?> environment, string name, string unit)
    {
        if (Text(environment, name) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0 && double.IsFinite(number)
            ? number
            : throw new ArgumentException($"{name} takes a number of {unit} above 0, not {OneLine.Quote(text)}.");
    }

    private static int? WholeNumber(Func<string, string?> environment, string name)
    {
        if (Text(environment, name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new ArgumentException($"{name} takes a whole number, not {OneLine.Quote(text)}.");
    }

    private static bool Flag(Func<string, string?> environment, string name) => Text(environment, name) switch
    {
        null => false,
        var text when bool.TryParse(text, out bool flag) => flag,
        var text => throw new ArgumentException($"{name} takes true or false, not {OneLine.Quote(text)}."),
    };

    private static LogEventLevel? LevelOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // Names only: the enumeration would also parse numbers.
        return char.IsLetter(text[0]) && Enum.TryParse<LogEventLevel>(text, ignoreCase: true, out LogEventLevel level)
            ? level
            : throw new ArgumentException(
                $"{PipelineContract.LogLevelVariable} takes {string.Join(", ", Enum.GetNames<LogEventLevel>())}, not {OneLine.Quote(text)}.");
    }
}
