using Infra.Policies;
using Pulumi;
using Kms = Pulumi.Aws.Kms;
using Sns = Pulumi.Aws.Sns;

namespace Infra.Components;

/// <summary>
/// The topic of all alarms: encrypted, and open only to this account. The key is the stack's own, because the AWS managed key for
/// SNS cannot be used by the services that raise alarms.
/// </summary>
internal sealed class AlertTopic : ComponentResource
{
    private const string Alarms = "cloudwatch.amazonaws.com";
    private const string Budgets = "budgets.amazonaws.com";
    private const int KeyDeletionDays = 7;

    /// <summary>Declares the topic and its key.</summary>
    public AlertTopic(string name, AlertTopicArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:AlertTopic", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string alerts = args.Scope.Name("alerts");

        var key = new Kms.Key(
            alerts,
            new Kms.KeyArgs
            {
                Description = "Encrypts the alarms of the ECG pipeline.",
                EnableKeyRotation = true,
                DeletionWindowInDays = KeyDeletionDays,
                Policy = KeyPolicy(args.Scope).ToJson(),
                Tags = args.Scope.Tags,
            },
            child);

        _ = new Kms.Alias(alerts, new Kms.AliasArgs { TargetKeyId = key.KeyId }, child);

        var topic = new Sns.Topic(
            alerts,
            new Sns.TopicArgs { DisplayName = $"ECG pipeline ({args.Scope.Stack})", KmsMasterKeyId = key.Arn, Tags = args.Scope.Tags },
            child);

        Policy = new Sns.TopicPolicy(
            alerts,
            new Sns.TopicPolicyArgs { Arn = topic.Arn, Policy = TopicPolicy(args.Scope, topic).ToJson() },
            child);

        Arn = topic.Arn;
        Name = topic.Name;
        RegisterOutputs();
    }

    /// <summary>The topic's ARN.</summary>
    public Output<string> Arn { get; }

    /// <summary>The topic's name.</summary>
    public Output<string> Name { get; }

    /// <summary>The policy that lets AWS services publish; resources that check this permission must depend on it.</summary>
    public Sns.TopicPolicy Policy { get; }

    private static PolicyDocument KeyPolicy(StackScope scope) => new(
    [
        Statement.TheAccountDecides(scope.Account),
        Statement.EncryptMessages("EncryptAlarms", Alarms, scope.Account),
        Statement.EncryptMessages("EncryptBudgetNotifications", Budgets, scope.Account),
    ]);

    private static PolicyDocument TopicPolicy(StackScope scope, Sns.Topic topic) => new(
    [
        new Statement
        {
            Sid = "PublishAlarms",
            Principal = Principal.Service(Alarms),
            Actions = [Publish],
            Resources = [topic.Arn],
            Conditions =
            [
                Condition.From(scope.Account),
                new Condition("ArnLike", "aws:SourceArn", [scope.Account.Arn("cloudwatch", $"alarm:{scope.Prefix}-*")]),
            ],
        },
        new Statement
        {
            Sid = "PublishBudgetNotifications",
            Principal = Principal.Service(Budgets),
            Actions = [Publish],
            Resources = [topic.Arn],
            Conditions =
            [
                Condition.From(scope.Account),
                new Condition("ArnLike", "aws:SourceArn", [scope.Account.GlobalArn("budgets", "*")]),
            ],
        },
        Statement.Refuse("TlsOnly", [Publish], [topic.Arn], Condition.NotOverTls),
    ]);

    private const string Publish = "sns:Publish";
}

/// <summary>The arguments of the alert topic component.</summary>
internal sealed record AlertTopicArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }
}
