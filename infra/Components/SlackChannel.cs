using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Chatbot = Pulumi.Aws.Chatbot;
using Iam = Pulumi.Aws.Iam;

namespace Infra.Components;

/// <summary>Sends the alarms with their charts to a Slack channel. The channel is read-only.</summary>
internal sealed class SlackChannel : ComponentResource
{
    /// <summary>Declares the channel and its permissions.</summary>
    public SlackChannel(string name, SlackChannelArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:SlackChannel", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string slack = args.Scope.Name("slack");

        var role = new Iam.Role(
            slack,
            new Iam.RoleArgs
            {
                Description = "What the Slack channel may see.",
                AssumeRolePolicy = PolicyDocument.AssumedBy("chatbot.amazonaws.com", args.Scope.Account).ToJson(),
                PermissionsBoundary = args.Boundary,
                Tags = args.Scope.Tags,
            },
            child);

        var charts = new Iam.Policy(
            slack,
            new Iam.PolicyArgs
            {
                Description = "Lets the Slack channel show alarms and their charts.",
                PolicyDocument = Charts(args.Scope).ToJson(),
                Tags = args.Scope.Tags,
            },
            child);

        var attachment = new Iam.RolePolicyAttachment(
            slack,
            new Iam.RolePolicyAttachmentArgs { Role = role.Name, PolicyArn = charts.Arn },
            child);

        _ = new Chatbot.SlackChannelConfiguration(
            slack,
            new Chatbot.SlackChannelConfigurationArgs
            {
                ConfigurationName = args.Scope.Name("alerts"),
                SlackTeamId = args.Settings.TeamId,
                SlackChannelId = args.Settings.ChannelId,
                SnsTopicArns = args.TopicArn,
                IamRoleArn = role.Arn,

                // The default would be AdministratorAccess.
                GuardrailPolicyArns = charts.Arn,
                LoggingLevel = "ERROR",
                Tags = args.Scope.Tags,
            },
            new CustomResourceOptions { Parent = this, DependsOn = attachment });

        RegisterOutputs();
    }

    private static PolicyDocument Charts(StackScope scope) => new(
    [
        new Statement
        {
            Sid = "ReadAlarms",
            Actions = ["cloudwatch:DescribeAlarms"],
            Resources = [scope.Account.Arn("cloudwatch", $"alarm:{scope.Prefix}-*")],
        },

        // Metrics have no resource-level permissions.
        new Statement
        {
            Sid = "DrawCharts",
            Actions = ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:GetMetricWidgetImage"],
            Resources = ["*"],
        },
    ]);
}

/// <summary>The arguments of the Slack channel component.</summary>
internal sealed record SlackChannelArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The ARN of its role's permissions boundary.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The channel.</summary>
    public required SlackSettings Settings { get; init; }

    /// <summary>The topic of the alarms.</summary>
    public required Output<string> TopicArn { get; init; }
}
