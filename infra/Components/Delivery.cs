using Infra.Policies;
using Pulumi;
using Iam = Pulumi.Aws.Iam;

namespace Infra.Components;

/// <summary>
/// Gives the repository its way in: a role that previews pull requests and can only read, and one that deploys what was
/// merged. No key of the account is kept anywhere.
/// </summary>
internal sealed class Delivery : ComponentResource
{
    private const string Issuer = "token.actions.githubusercontent.com";
    private const string Audience = "sts.amazonaws.com";

    /// <summary>Declares the registration of GitHub and the two roles.</summary>
    public Delivery(string name, DeliveryArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Delivery", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var permissions = new DeliveryPermissions(args.Scope, args.Settings);

        Output<string> github = args.Settings.CreateOidcProvider
            ? new Iam.OpenIdConnectProvider(
                args.Scope.Name("github"),
                new Iam.OpenIdConnectProviderArgs { Url = $"https://{Issuer}", ClientIdLists = Audience, Tags = args.Scope.Tags },
                child).Arn
            : args.Scope.Account.GlobalArn("iam", $"oidc-provider/{Issuer}");

        Iam.Policy reads = Policy("read-configuration", "Reads how the stack is configured, none of its data.", permissions.Reads());
        Iam.Policy changes = Policy("change-services", "Changes the stack's resources.", permissions.Changes());
        Iam.Policy identities = Policy("change-identities", "Changes the stack's roles, keys and image.", permissions.IdentityChanges());

        string repository = args.Settings.Repository;

        // Pull request -> preview.
        PreviewRole = Role("preview", "Previews pull requests.", [$"repo:{repository}:pull_request"], [reads]);

        // Merge -> deployment.
        DeployRole = Role(
            "deploy",
            "Deploys what was merged.",
            [$"repo:{repository}:ref:refs/heads/{args.Settings.Branch}", $"repo:{repository}:environment:{args.Settings.Environment}"],
            [reads, changes, identities]);

        RegisterOutputs();

        Iam.Policy Policy(string what, string description, PolicyDocument document) => new(
            args.Scope.Name(what),
            new Iam.PolicyArgs { Description = description, PolicyDocument = document.ToJson(), Tags = args.Scope.Tags },
            child);

        Iam.Role Role(string what, string description, IReadOnlyList<Input<string>> subjects, IReadOnlyList<Iam.Policy> policies)
        {
            var role = new Iam.Role(
                args.Scope.Name(what),
                new Iam.RoleArgs
                {
                    Description = description,
                    AssumeRolePolicy = Trust(github, subjects).ToJson(),
                    MaxSessionDuration = 3600,
                    Tags = args.Scope.Tags,
                },
                child);

            foreach (Iam.Policy policy in policies)
            {
                _ = new Iam.RolePolicyAttachment(
                    $"{args.Scope.Name(what)}-{policy.GetResourceName()[(args.Scope.Prefix.Length + 1)..]}",
                    new Iam.RolePolicyAttachmentArgs { Role = role.Name, PolicyArn = policy.Arn },
                    child);
            }

            return role;
        }
    }

    /// <summary>The role that pull requests take on.</summary>
    public Iam.Role PreviewRole { get; }

    /// <summary>The role that deployments take on.</summary>
    public Iam.Role DeployRole { get; }

    private static PolicyDocument Trust(Output<string> github, IReadOnlyList<Input<string>> subjects) => new(
    [
        new Statement
        {
            Sid = "ThisRepositoryOnly",
            Principal = Principal.Federated(github),
            Actions = ["sts:AssumeRoleWithWebIdentity"],
            Conditions =
            [
                new Condition("StringEquals", $"{Issuer}:aud", [Audience]),
                new Condition("StringEquals", $"{Issuer}:sub", subjects),
            ],
        },
    ]);
}
