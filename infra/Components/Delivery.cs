using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Iam = Pulumi.Aws.Iam;

namespace Infra.Components;

/// <summary>
/// The roles that GitHub Actions assume: one previews pull requests and can only read, one plans, and one deploys merged
/// commits. No access key is stored.
/// </summary>
internal sealed class Delivery : ComponentResource
{
    /// <summary>Declares the OIDC provider and the roles.</summary>
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

        // Pull request -> preview. The workflow is that of the pull request's merge commit.
        PreviewRole = Role(
            "preview",
            "Previews pull requests.",
            [.. repository.Claims("pull_request"), repository.Workflows("refs/pull/*/merge", "preview.yml")],
            [reads, tableReads]);

        string branch = $"refs/heads/{args.Settings.Branch}";

        // Merge -> plan, and the nightly comparison: of reviewed code, so it may read more than a pull request.
        PlanRole = Role(
            "plan",
            "Shows what a deployment would change, and what has changed without one.",
            [
                .. repository.Claims($"ref:{branch}"),
                TrustedRepository.Claim("ref", branch),
                repository.Workflows(branch, "deploy.yml", "nightly.yml"),
            ],
            [reads, tableReads, compares]);

        // Merge -> deployment. The approval belongs to the environment, so the branch alone is not enough: any job could run on it.
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

    /// <summary>The role that pull requests assume.</summary>
    public Iam.Role PreviewRole { get; }

    /// <summary>The role that plans and comparisons assume.</summary>
    public Iam.Role PlanRole { get; }

    /// <summary>The role that deployments assume.</summary>
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

/// <summary>The arguments of the delivery component.</summary>
internal sealed record DeliveryArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The ARN of the permissions boundary of every role that a deployment creates.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The repository whose workflows preview and deploy the stack.</summary>
    public required GitHubSettings Settings { get; init; }
}

/// <summary>
/// The claims of GitHub's tokens for one repository. STS compares each claim with the condition key of the same name
/// ("Available keys for AWS OIDC federation" in the IAM User Guide).
/// </summary>
internal sealed record TrustedRepository(GitHubSettings Settings)
{
    /// <summary>The issuer of the tokens.</summary>
    public const string Issuer = "token.actions.githubusercontent.com";

    /// <summary>The audience of the tokens.</summary>
    public const string Audience = "sts.amazonaws.com";

    /// <summary>Returns the condition that a token is for this repository and for a job in a context: a pull request, or an environment.</summary>
    public IEnumerable<Condition> Claims(string context) =>
    [
        Claim("aud", Audience),
        Claim("repository", Settings.Repository),
        Claim("repository_id", Settings.RepositoryId),
        Subject(context),
    ];

    /// <summary>Returns the condition that the job's workflow is one of this repository, at a ref.</summary>
    public Condition Workflows(string reference, params IEnumerable<string> files) =>
        Like("job_workflow_ref", files.Select(file => $"{Settings.Repository}/.github/workflows/{file}@{reference}"));

    /// <summary>Returns the condition that a claim has exactly one value.</summary>
    public static Condition Claim(string name, string value) => new("StringEquals", $"{Issuer}:{name}", [value]);

    // A repository that was created, renamed or transferred since July 2026 has its owner's id and its own id in the subject
    // ("Immutable subject claims" in GitHub's documentation). The owner's id need not be known: the claim of the repository id is enough.
    private Condition Subject(string context)
    {
        string[] names = Settings.Repository.Split('/');
        return Like("sub", $"repo:{Settings.Repository}:{context}", $"repo:{names[0]}@*/{names[1]}@{Settings.RepositoryId}:{context}");
    }

    private static Condition Like(string name, params IEnumerable<string> patterns) =>
        new("StringLike", $"{Issuer}:{name}", [.. patterns.Select(pattern => (Input<string>)pattern)]);
}
