using Infra.Policies;
using Infra.Settings;
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
        PreviewRole = Role("preview", "Previews pull requests.", [Claim("sub", $"repo:{repository}:pull_request")], [reads]);

        // Merge -> deployment. The environment has the approval, so the branch alone is not enough: any job on it could say so.
        DeployRole = Role(
            "deploy",
            "Deploys what was merged.",
            [Claim("sub", $"repo:{repository}:environment:{args.Settings.Environment}"), Claim("ref", $"refs/heads/{args.Settings.Branch}")],
            [reads, changes, identities]);

        RegisterOutputs();

        Iam.Policy Policy(string what, string description, PolicyDocument document) => new(
            args.Scope.Name(what),
            new Iam.PolicyArgs { Description = description, PolicyDocument = document.ToJson(), Tags = args.Scope.Tags },
            child);

        Iam.Role Role(string what, string description, IReadOnlyList<Condition> claims, IReadOnlyList<Iam.Policy> policies)
        {
            var role = new Iam.Role(
                args.Scope.Name(what),
                new Iam.RoleArgs
                {
                    Description = description,
                    AssumeRolePolicy = Trust(github, claims).ToJson(),
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

    private static PolicyDocument Trust(Output<string> github, IReadOnlyList<Condition> claims) => new(
    [
        new Statement
        {
            Sid = "ThisRepositoryOnly",
            Principal = Principal.Federated(github),
            Actions = ["sts:AssumeRoleWithWebIdentity"],
            Conditions = [Claim("aud", Audience), .. claims],
        },
    ]);

    // STS compares what GitHub's token claims with the keys that are named after it.
    private static Condition Claim(string name, string value) => new("StringEquals", $"{Issuer}:{name}", [value]);
}

/// <summary>What the delivery is made of.</summary>
internal sealed record DeliveryArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The repository whose workflows preview and deploy the stack.</summary>
    public required GitHubSettings Settings { get; init; }
}
