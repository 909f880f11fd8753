using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Chatbot = Pulumi.Aws.Chatbot;
using Iam = Pulumi.Aws.Iam;

namespace Infra.Components;

/// <summary>Gives a Slack channel the alarms, with the charts that belong to them. Nobody can change anything from there.</summary>
internal sealed class SlackChannel : ComponentResource
{
    /// <summary>Declares the channel and what may be seen in it.</summary>
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

                // Left out, it would be AdministratorAccess.
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

        // Metrics have no resources to name.
        new Statement
        {
            Sid = "DrawCharts",
            Actions = ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:GetMetricWidgetImage"],
            Resources = ["*"],
        },
    ]);
}

/// <summary>What the Slack channel is made of.</summary>
internal sealed record SlackChannelArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The limit of its role, as an ARN.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The channel.</summary>
    public required SlackSettings Settings { get; init; }

    /// <summary>The topic whose alarms it shows.</summary>
    public required Output<string> TopicArn { get; init; }
}
