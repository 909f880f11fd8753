using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Settings;

namespace Infra;

/// <summary>A stack's validated settings. <c>Pulumi.yaml</c> declares them with their defaults.</summary>
/// <param name="Ownership">The tags that identify the owner and the creator.</param>
/// <param name="Storage">The retention settings of the buckets.</param>
/// <param name="Ingestion">The queue's settings.</param>
/// <param name="Conversion">The function's settings.</param>
/// <param name="Catalogue">The crawler's settings.</param>
/// <param name="Analytics">The limits on analysts' queries.</param>
/// <param name="Alerting">The alarms' thresholds and recipients.</param>
/// <param name="Regulated">The settings for patients' data; <see langword="null"/> if the stack is not regulated.</param>
/// <param name="GitHub">The repository that deploys; <see langword="null"/> for none.</param>
internal sealed partial record PipelineSettings(
    OwnershipSettings Ownership,
    StorageSettings Storage,
    IngestionSettings Ingestion,
    ConversionSettings Conversion,
    CatalogueSettings Catalogue,
    AnalyticsSettings Analytics,
    AlertingSettings Alerting,
    RegulatedSettings? Regulated,
    GitHubSettings? GitHub)
{
    /// <summary>AWS recommends a visibility timeout of six times the function's timeout, so that a throttled batch is not delivered twice.</summary>
    public const int VisibilityTimeoutFactor = 6;

    private const int RegulatedLogDays = 365;
    private const int RegulatedVersionDays = 90;

    /// <summary>The largest batch size that SQS allows without a batch window.</summary>
    private const int LargestBatchWithoutWindow = 10;

    /// <summary>The retention periods that CloudWatch supports.</summary>
    private static readonly string[] LogRetentions =
    [
        "1", "3", "5", "7", "14", "30", "60", "90", "120", "150", "180", "365", "400", "545", "731", "1096", "1827", "2192", "2557",
        "2922", "3288", "3653",
    ];

    /// <summary>Reads the settings of a stack.</summary>
    /// <exception cref="SettingsException">At least one setting is invalid; the message lists all problems.</exception>
    public static PipelineSettings Read(string stack, ISettingsSource source)
    {
        var reader = new SettingsReader(source);
        var settings = new PipelineSettings(
            new OwnershipSettings(reader.Words("owner", TagValue, TagRange), reader.Words("creator", TagValue, TagRange)),
            ReadStorage(reader),
            ReadIngestion(reader),
            ReadConversion(reader),
            new CatalogueSettings(reader.Words("crawlerSchedule", CronExpression, "a schedule of six fields such as cron(0 * * * ? *)")),
            new AnalyticsSettings(reader.WholeNumber("queryScanLimitMb", 10, 2047, "MB")),
            ReadAlerting(reader),
            ReadRegulated(reader),
            ReadGitHub(reader, stack));

        settings.CheckTogether(stack, reader);
        reader.ThrowIfWrong(stack);
        return settings;
    }

    private const string TagRange = "1 to 128 letters, digits, spaces and _ . : / = + - @";

    [GeneratedRegex(@"^[\p{L}\p{N} _.:/=+\-@]{1,128}$")]
    private static partial Regex TagValue { get; }

    [GeneratedRegex(@"^[a-z][a-z0-9]{0,19}$")]
    private static partial Regex StackName { get; }

    [GeneratedRegex(@"^cron\(\S+( \S+){5}\)$")]
    private static partial Regex CronExpression { get; }

    [GeneratedRegex(@"^[^@\s]+@sha256:[0-9a-f]{64}$")]
    private static partial Regex ImageByDigest { get; }

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex EmailAddress { get; }

    [GeneratedRegex(@"^T[A-Z0-9]{2,}$")]
    private static partial Regex SlackTeam { get; }

    [GeneratedRegex(@"^[CG][A-Z0-9]{2,}$")]
    private static partial Regex SlackChannel { get; }

    [GeneratedRegex(@"^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}/[A-Za-z0-9._-]{1,100}$")]
    private static partial Regex GitHubRepository { get; }

    [GeneratedRegex(@"^[1-9][0-9]{0,18}$")]
    private static partial Regex GitHubId { get; }

    [GeneratedRegex(@"^[A-Za-z0-9._/-]{1,100}$")]
    private static partial Regex GitHubName { get; }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex BucketName { get; }

    [GeneratedRegex(@"^\d{12}$")]
    private static partial Regex AccountId { get; }

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::\d{12}:role/[\w+=.@/-]+(\s*,\s*arn:aws[a-z-]*:iam::\d{12}:role/[\w+=.@/-]+)*$")]
    private static partial Regex RoleArns { get; }

    [GeneratedRegex(@"^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key/[A-Za-z0-9-]+$")]
    private static partial Regex KeyArn { get; }

    private static StorageSettings ReadStorage(SettingsReader reader)
    {
        int lockDays = reader.WholeNumber("objectLockDays", 0, 36_500, "days");
        string? replica = reader.OptionalWords("replicaBucket", BucketName, "the name of a bucket");
        string? account = reader.OptionalWords("replicaAccountId", AccountId, "the 12 digits of an account");
        string? key = reader.OptionalWords("replicaKeyArn", KeyArn, "the ARN of a KMS key");

        reader.Check(
            (replica is null) == (account is null),
            ["replicaBucket", "replicaAccountId"],
            $"replicaBucket and replicaAccountId: '{replica}' and '{account}'; set both, or neither");

        return new StorageSettings(
            KeepData: reader.Switch("keepData"),
            GlacierAfterDays: reader.WholeNumber("glacierAfterDays", 1, 3650, "days"),
            GlacierStorageClass: reader.Choice("glacierStorageClass", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"),
            OldVersionsExpireAfterDays: reader.WholeNumber("oldVersionsExpireAfterDays", 1, 3650, "days"),
            QueryResultsExpireAfterDays: reader.WholeNumber("queryResultsExpireAfterDays", 1, 365, "days"),
            ObjectLockDays: lockDays > 0 ? lockDays : null,
            Replica: replica is null || account is null ? null : new ReplicaSettings(replica, account, key));
    }

    private static RegulatedSettings? ReadRegulated(SettingsReader reader)
    {
        bool isRegulated = reader.Switch("regulated");
        int auditDays = reader.WholeNumber("auditLogDays", 1, 36_500, "days");
        string[] analysts = (reader.OptionalWords("analystRoles", RoleArns, "a list of IAM role ARNs, separated by commas") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        reader.Check(
            isRegulated || analysts.Length == 0,
            ["regulated", "analystRoles"],
            "analystRoles: only a regulated stack hides columns; set regulated to true, or leave analystRoles empty");

        return isRegulated ? new RegulatedSettings(auditDays, analysts) : null;
    }

    private static IngestionSettings ReadIngestion(SettingsReader reader) => new(
        VisibilityTimeoutSeconds: reader.WholeNumber("visibilityTimeoutSeconds", 1, 43_200, "seconds"),
        MaxReceiveCount: reader.WholeNumber("maxReceiveCount", 1, 1000));

    private static ConversionSettings ReadConversion(SettingsReader reader)
    {
        int reserved = reader.WholeNumber("functionReservedConcurrency", -1, 1000);
        reader.Check(
            reserved != 0,
            ["functionReservedConcurrency"],
            "functionReservedConcurrency: '0' would send every message to the dead-letter queue; to let uploads wait in the queue, set paused to true");
        string platform = reader.Choice("imagePlatform", [.. ImagePlatform.All.Select(known => known.Name)]);

        return new ConversionSettings(
            TimeoutSeconds: reader.WholeNumber("functionTimeoutSeconds", 1, 900, "seconds"),
            MemoryMb: reader.WholeNumber("functionMemoryMb", 128, 10_240, "MB"),
            EphemeralStorageMb: reader.WholeNumber("functionEphemeralStorageMb", 512, 10_240, "MB"),
            Paused: reader.Switch("paused"),
            ReservedConcurrency: reserved < 0 ? null : reserved,
            Platform: ImagePlatform.All.Single(known => known.Name == platform),
            ImageUri: reader.OptionalWords("imageUri", ImageByDigest, "an image by its digest, such as 123456789012.dkr.ecr.us-east-1.amazonaws.com/NAME@sha256:..."),
            BatchSize: reader.WholeNumber("batchSize", 1, 10_000, "messages"),
            BatchWindowSeconds: reader.WholeNumber("batchWindowSeconds", 0, 300, "seconds"),
            MaximumConcurrency: reader.WholeNumber("maximumConcurrency", 2, 1000),
            LogRetentionDays: int.Parse(reader.Choice("logRetentionDays", LogRetentions), CultureInfo.InvariantCulture),
            LogLevel: reader.Choice("logLevel", "Verbose", "Debug", "Information", "Warning", "Error", "Fatal"),
            DefaultSamplingRateHz: reader.OptionalNumber("defaultSamplingRate", 0.001, 1_000_000, "Hz"),
            DefaultGain: reader.OptionalNumber("defaultGain", 0.001, 1_000_000_000, "adu/mV"),
            DefaultBaseline: reader.OptionalWholeNumber("defaultBaseline"),
            Normalize: reader.Switch("normalize"),
            Fill: reader.Switch("fill"),
            Deidentify: reader.Switch("deidentify"),
            SlackNames: reader.Switch("slackNames"),
            SlackWebhook: reader.OptionalSecretAddress("slackWebhook", "an https:// address"));
    }

    private static AlertingSettings ReadAlerting(SettingsReader reader)
    {
        int oldestMessage = reader.WholeNumber("oldestMessageMinutes", 1, 5760, "minutes");
        int silence = reader.WholeNumber("silenceHours", 1, 24, "hours");
        int crawlSilence = reader.WholeNumber("crawlSilenceHours", 1, 168, "hours");
        int rejected = reader.WholeNumber("rejectedPercent", 1, 100, "%");
        int budget = reader.WholeNumber("monthlyBudgetUsd", 0, 1_000_000, "USD");
        string? email = reader.OptionalWords("alertEmail", EmailAddress, "an e-mail address");
        string? team = reader.OptionalWords("slackTeamId", SlackTeam, "the id of a Slack workspace such as T0123ABCD");
        string? channel = reader.OptionalWords("slackChannelId", SlackChannel, "the id of a Slack channel such as C0123ABCD");

        reader.Check(
            (team is null) == (channel is null),
            ["slackTeamId", "slackChannelId"],
            $"slackTeamId and slackChannelId: '{team}' and '{channel}'; set both, or neither");

        return new AlertingSettings(
            oldestMessage,
            silence,
            crawlSilence,
            rejected,
            email,
            team is null || channel is null ? null : new SlackSettings(team, channel),
            budget > 0 ? budget : null);
    }

    private static GitHubSettings? ReadGitHub(SettingsReader reader, string stack)
    {
        string? repository = reader.OptionalWords("githubRepository", GitHubRepository, "a repository such as owner/name");
        string? repositoryId = reader.OptionalWords("githubRepositoryId", GitHubId, "the numeric id of a repository");
        string branch = reader.Words("githubBranch", GitHubName, "the name of a branch");
        string? environment = reader.OptionalWords("githubEnvironment", GitHubName, "the name of an environment");
        bool createOidcProvider = reader.Switch("githubCreateOidcProvider");
        string? stateBucket = reader.OptionalWords("stateBucket", BucketName, "the name of a bucket");
        string? stateKeyArn = reader.OptionalWords("stateKeyArn", KeyArn, "the ARN of a KMS key");

        reader.Check(
            (repository is null) == (repositoryId is null),
            ["githubRepository", "githubRepositoryId"],
            $"githubRepository and githubRepositoryId: '{repository}' and '{repositoryId}'; set both, or neither. `gh api repos/{repository ?? "OWNER/NAME"} --jq .id` prints the id");

        return repository is null || repositoryId is null
            ? null
            : new GitHubSettings(repository, repositoryId, branch, environment ?? stack, createOidcProvider, stateBucket, stateKeyArn);
    }

    private void CheckTogether(string stack, SettingsReader reader)
    {
        reader.Check(
            StackName.IsMatch(stack),
            [],
            $"the stack's name: '{stack}' is not 1 to 20 lower-case letters and digits that begin with a letter; hyphens are not allowed, because permissions for 'prod' would also cover 'prod-eu'");

        reader.Check(
            !Storage.KeepData || Alerting.ReachesSomebody,
            ["keepData", "alertEmail", "slackTeamId", "slackChannelId"],
            "alertEmail: not set, and neither is slackChannelId, so nobody would receive the alarms; with keepData, set one of them");

        CheckSafeguards(reader);

        int leastVisibility = (VisibilityTimeoutFactor * Conversion.TimeoutSeconds) + Conversion.BatchWindowSeconds;
        reader.Check(
            Ingestion.VisibilityTimeoutSeconds >= leastVisibility,
            ["visibilityTimeoutSeconds", "functionTimeoutSeconds", "batchWindowSeconds"],
            $"visibilityTimeoutSeconds: '{Ingestion.VisibilityTimeoutSeconds}' is below {leastVisibility}, which is {VisibilityTimeoutFactor} x functionTimeoutSeconds ({Conversion.TimeoutSeconds}) + batchWindowSeconds ({Conversion.BatchWindowSeconds})");

        reader.Check(
            Conversion.BatchSize <= LargestBatchWithoutWindow || Conversion.BatchWindowSeconds > 0,
            ["batchSize", "batchWindowSeconds"],
            $"batchWindowSeconds: '{Conversion.BatchWindowSeconds}' must be 1 to 300 if batchSize ({Conversion.BatchSize}) is above {LargestBatchWithoutWindow}");

        reader.Check(
            Conversion.ReservedConcurrency is not > 0 || Conversion.MaximumConcurrency <= Conversion.ReservedConcurrency,
            ["maximumConcurrency", "functionReservedConcurrency"],
            $"maximumConcurrency: '{Conversion.MaximumConcurrency}' is above functionReservedConcurrency ({Conversion.ReservedConcurrency}), so throttled messages would end in the dead-letter queue");
    }

    // The Security Rule leaves these periods to the risk analysis (45 CFR 164.308(a)(1)): a year of logs, and a quarter to notice a wrong deletion.
    private void CheckSafeguards(SettingsReader reader)
    {
        reader.Check(
            Storage.ObjectLockDays is null || Storage.KeepData,
            ["objectLockDays", "keepData"],
            "objectLockDays: a locked recording cannot be deleted, so `pulumi destroy` would fail; set keepData to true, or objectLockDays to 0");
        if (Regulated is null)
        {
            return;
        }

        reader.Check(
            Storage.KeepData,
            ["regulated", "keepData"],
            "keepData: must be true in a regulated stack, so that no deployment can delete recordings or logs");
        reader.Check(
            Conversion.LogRetentionDays >= RegulatedLogDays,
            ["regulated", "logRetentionDays"],
            $"logRetentionDays: '{Conversion.LogRetentionDays}' is below {RegulatedLogDays}, the minimum in a regulated stack");
        reader.Check(
            Storage.OldVersionsExpireAfterDays >= RegulatedVersionDays,
            ["regulated", "oldVersionsExpireAfterDays"],
            $"oldVersionsExpireAfterDays: '{Storage.OldVersionsExpireAfterDays}' is below {RegulatedVersionDays}, the minimum in a regulated stack");
        reader.Check(
            Regulated.AuditLogDays >= RegulatedLogDays,
            ["regulated", "auditLogDays"],
            $"auditLogDays: '{Regulated.AuditLogDays}' is below {RegulatedLogDays}, the minimum in a regulated stack");
        reader.Check(
            !Conversion.SlackNames,
            ["regulated", "slackNames"],
            "slackNames: must be false in a regulated stack, because names of recordings may identify patients");
        reader.Check(
            Storage.Replica is not { KeyArn: null },
            ["regulated", "replicaKeyArn"],
            "replicaKeyArn: not set; a regulated stack encrypts recordings with its own key, so the copies need a key in their account");
    }
}
