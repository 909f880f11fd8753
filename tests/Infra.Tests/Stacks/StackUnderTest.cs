namespace Infra.Tests.Stacks;

/// <summary>A stack that the tests deploy: what its file sets, and what is somebody's own and therefore in no file.</summary>
/// <param name="Name">The stack's name.</param>
/// <param name="Configuration">All of its settings.</param>
public sealed record StackUnderTest(string Name, IReadOnlyDictionary<string, string> Configuration)
{
    /// <summary>The webhook that stacks are given; its text must be nowhere but in its parameter.</summary>
    public const string Webhook = "https://hooks.slack.example/services/T0/B0/not-to-be-seen";

    /// <summary>The repository that stacks are given.</summary>
    public const string Repository = "example-org/ecg-pipeline";

    /// <summary>Its number.</summary>
    public const string RepositoryId = "987654321";

    /// <summary>The bucket that holds the state of all stacks.</summary>
    public const string StateBucket = "example-org-pulumi-state";

    /// <summary>The role of analysts who are not shown everything.</summary>
    public const string AnalystRole = "arn:aws:iam::123456789012:role/analysts";

    /// <summary>The bucket that recordings are copied to.</summary>
    public const string ReplicaBucket = "example-org-ecg-copies";

    /// <summary>The account that the copies are in.</summary>
    public const string ReplicaAccount = "210987654321";

    /// <summary>Development, with a repository that it registers, and a mailbox.</summary>
    public static StackUnderTest Dev { get; } = FromFile("dev")
        .With("alertEmail", "ecg-dev@example.org")
        .With("githubRepository", Repository)
        .With("githubRepositoryId", RepositoryId)
        .With("stateBucket", StateBucket)
        .With("stateKeyArn", "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4000-8000-111111111111");

    /// <summary>Production, with every optional part.</summary>
    public static StackUnderTest Prod { get; } = FromFile("prod")
        .With("alertEmail", "ecg@example.org")
        .With("slackTeamId", "T0123ABCD")
        .With("slackChannelId", "C0123ABCD")
        .With("slackWebhook", Webhook)
        .With("githubRepository", Repository)
        .With("githubRepositoryId", RepositoryId)
        .With("stateBucket", StateBucket)
        .With("stateKeyArn", "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4000-8000-000000000000")
        .With("defaultSamplingRate", "500")
        .With("defaultGain", "1000");

    /// <summary>A stack with every optional part off.</summary>
    public static StackUnderTest Bare { get; } = new StackUnderTest("bare", ProjectFiles.Configuration("dev"))
        .With("monthlyBudgetUsd", "0")
        .With("alertEmail", "")
        .With("slackTeamId", "")
        .With("slackChannelId", "")
        .With("githubRepository", "")
        .With("githubRepositoryId", "");

    /// <summary>Production with patients' data, two kinds of analysts, and copies in another account.</summary>
    public static StackUnderTest Regulated { get; } = new StackUnderTest("regulated", Prod.Configuration)
        .With("regulated", "true")
        .With("deidentify", "true")
        .With("logRetentionDays", "400")
        .With("oldVersionsExpireAfterDays", "90")
        .With("objectLockDays", "365")
        .With("analystRoles", AnalystRole)
        .With("replicaBucket", ReplicaBucket)
        .With("replicaAccountId", ReplicaAccount)
        .With("replicaKeyArn", $"arn:aws:kms:us-east-1:{ReplicaAccount}:key/0a1b2c3d-0000-4000-8000-222222222222");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<StackUnderTest> All { get; } = [Dev, Prod, Bare, Regulated];

    /// <summary>The same stack with one setting changed.</summary>
    public StackUnderTest With(string key, string value) => this with
    {
        Configuration = new Dictionary<string, string>(Configuration, StringComparer.Ordinal) { [$"{ProjectFiles.Project}:{key}"] = value },
    };

    /// <summary>One of its settings.</summary>
    public string Setting(string key) => Configuration[$"{ProjectFiles.Project}:{key}"];

    /// <inheritdoc />
    public override string ToString() => Name;

    private static StackUnderTest FromFile(string stack) => new(stack, ProjectFiles.Configuration(stack));
}
