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
    /// <summary>Declares the registration of GitHub and the two roles.</summary>
    public Delivery(string name, DeliveryArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Delivery", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var permissions = new DeliveryPermissions(args.Scope, args.Settings, args.Boundary);

        Output<string> github = args.Settings.CreateOidcProvider
            ? new Iam.OpenIdConnectProvider(
                args.Scope.Name("github"),
                new Iam.OpenIdConnectProviderArgs { Url = $"https://{TrustedRepository.Issuer}", ClientIdLists = TrustedRepository.Audience, Tags = args.Scope.Tags },
                child).Arn
            : args.Scope.Account.GlobalArn("iam", $"oidc-provider/{TrustedRepository.Issuer}");

        Iam.Policy reads = Policy("read-configuration", "Reads how the stack is configured, none of its data.", permissions.Reads());
        Iam.Policy tableReads = Policy("read-tables", "Reads how the tables are configured, none of their rows.", permissions.TableReads());
        Iam.Policy compares = Policy("read-secrets", "Reads what a refresh compares with the stack's state.", permissions.Refreshes());
        Iam.Policy tries = Policy("try-stack", "Tries the stack with a recording of a dataset of its own.", permissions.Tries());
        Iam.Policy changes = Policy("change-services", "Changes the stack's resources.", permissions.Changes());
        Iam.Policy tableChanges = Policy("change-tables", "Changes the stack's tables and what publishes to them.", permissions.TableChanges());
        Iam.Policy identities = Policy("change-identities", "Changes the stack's roles, keys and image.", permissions.IdentityChanges());

        var repository = new TrustedRepository(args.Settings);

        // Pull request -> preview. Its workflow is its own, of the commit that GitHub makes to merge it.
        PreviewRole = Role(
            "preview",
            "Previews pull requests.",
            [.. repository.Claims("pull_request"), repository.Workflows("refs/pull/*/merge", "preview.yml")],
            [reads, tableReads]);

        string branch = $"refs/heads/{args.Settings.Branch}";

        // Merge -> plan, and every night a comparison: of what was reviewed, so it may look further than a pull request.
        PlanRole = Role(
            "plan",
            "Shows what a deployment would change, and what has changed without one.",
            [
                .. repository.Claims($"ref:{branch}"),
                TrustedRepository.Claim("ref", branch),
                repository.Workflows(branch, "deploy.yml", "nightly.yml"),
            ],
            [reads, tableReads, compares]);

        // Merge -> deployment. The environment has the approval, so the branch alone is not enough: any job on it could say so.
        DeployRole = Role(
            "deploy",
            "Deploys what was merged.",
            [
                .. repository.Claims($"environment:{args.Settings.Environment}"),
                TrustedRepository.Claim("environment", args.Settings.Environment),
                TrustedRepository.Claim("ref", branch),
                repository.Workflows(branch, "deploy.yml"),
            ],
            [reads, tableReads, changes, tableChanges, identities, tries]);

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

    /// <summary>The role that plans and comparisons take on.</summary>
    public Iam.Role PlanRole { get; }

    /// <summary>The role that deployments take on.</summary>
    public Iam.Role DeployRole { get; }

    private static PolicyDocument Trust(Output<string> github, IReadOnlyList<Condition> claims) => new(
    [
        new Statement
        {
            Sid = "ThisRepositoryOnly",
            Principal = Principal.Federated(github),
            Actions = ["sts:AssumeRoleWithWebIdentity"],
            Conditions = claims,
        },
    ]);
}

/// <summary>What the delivery is made of.</summary>
internal sealed record DeliveryArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The limit of every role that a deployment makes, as an ARN.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The repository whose workflows preview and deploy the stack.</summary>
    public required GitHubSettings Settings { get; init; }
}

/// <summary>
/// What GitHub's tokens claim when they come of one repository. STS compares each claim with the condition key that is named after it
/// ("Available keys for AWS OIDC federation" in the IAM User Guide).
/// </summary>
internal sealed record TrustedRepository(GitHubSettings Settings)
{
    /// <summary>Who issues the tokens.</summary>
    public const string Issuer = "token.actions.githubusercontent.com";

    /// <summary>Whom they are for.</summary>
    public const string Audience = "sts.amazonaws.com";

    /// <summary>That a token is of this repository, and of a job in a context: of a pull request, or of an environment.</summary>
    public IEnumerable<Condition> Claims(string context) =>
    [
        Claim("aud", Audience),
        Claim("repository", Settings.Repository),
        Claim("repository_id", Settings.RepositoryId),
        Subject(context),
    ];

    /// <summary>That the job is one of this repository's own workflows, as a ref has them.</summary>
    public Condition Workflows(string reference, params IEnumerable<string> files) =>
        Like("job_workflow_ref", files.Select(file => $"{Settings.Repository}/.github/workflows/{file}@{reference}"));

    /// <summary>That a token claims this and nothing else.</summary>
    public static Condition Claim(string name, string value) => new("StringEquals", $"{Issuer}:{name}", [value]);

    // A repository that was made, renamed or transferred since July 2026 has the numbers of its owner and of itself in its subject
    // ("Immutable subject claims" in GitHub's documentation). Whose owner's number it is need not be known: the claim of the repository says who that is.
    private Condition Subject(string context)
    {
        string[] names = Settings.Repository.Split('/');
        return Like("sub", $"repo:{Settings.Repository}:{context}", $"repo:{names[0]}@*/{names[1]}@{Settings.RepositoryId}:{context}");
    }

    private static Condition Like(string name, params IEnumerable<string> patterns) =>
        new("StringLike", $"{Issuer}:{name}", [.. patterns.Select(pattern => (Input<string>)pattern)]);
}
