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

    /// <summary>All of them.</summary>
    public static IReadOnlyList<StackUnderTest> All { get; } = [Dev, Prod, Bare];

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
