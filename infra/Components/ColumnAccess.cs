using Ecg;
using Infra.Policies;
using Pulumi;
using Iam = Pulumi.Aws.Iam;
using LakeFormation = Pulumi.Aws.LakeFormation;

namespace Infra.Components;

/// <summary>
/// Hides the columns about patients from analysts. They cannot read the lake's files; Lake Formation reads the tables for them,
/// without these columns. Other principals are left to IAM ("Hybrid access mode" in the Lake Formation Developer Guide), so the
/// publisher and full access work as before.
/// </summary>
internal sealed class ColumnAccess : ComponentResource
{
    private static readonly string[] Demographics = ["recorded_at", "age", "sex", "comments"];

    /// <summary>Declares the registration of the tables' files, and each role's columns.</summary>
    public ColumnAccess(string name, ColumnAccessArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:ColumnAccess", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string read = args.Scope.Name("column-access");
        var files = Output.Format($"{args.Processed.Arn}/{PipelineContract.TablesFolder}");
        var role = new Iam.Role(
            read,
            new Iam.RoleArgs
            {
                Description = "What Lake Formation may read for analysts.",
                AssumeRolePolicy = PolicyDocument.AssumedBy("lakeformation.amazonaws.com", args.Scope.Account).ToJson(),
                PermissionsBoundary = args.Boundary,
                Tags = args.Scope.Tags,
            },
            child);
        var permissions = new Iam.RolePolicy(
            read,
            new Iam.RolePolicyArgs
            {
                Role = role.Name,
                Policy = new PolicyDocument(
                [
                    new Statement { Sid = "ReadTables", Actions = ["s3:GetObject"], Resources = [Output.Format($"{files}*")] },
                    new Statement { Sid = "ListTables", Actions = ["s3:ListBucket"], Resources = [args.Processed.Arn] },
                    .. Safeguards.Use(args.Scope, write: false),
                ]).ToJson(),
            },
            child);

        // A table cannot be created where files are already registered, unless its creator has a permission for that location.
        var registration = new LakeFormation.Resource(
            read,
            new LakeFormation.ResourceArgs { Arn = Output.Format($"{args.Processed.Arn}/tables"), RoleArn = role.Arn, HybridAccessEnabled = true },
            new CustomResourceOptions { Parent = this, DependsOn = { permissions, args.Tables } });
        var registered = new CustomResourceOptions { Parent = this, DependsOn = registration };

        foreach ((string who, Output<string> writer) in new[] { ("publisher", args.Publisher), ("keeper", args.Tables.KeeperRole) })
        {
            _ = new LakeFormation.Permissions(
                args.Scope.Name($"{who}-location"),
                new LakeFormation.PermissionsArgs
                {
                    Principal = writer,
                    PermissionDetails = "DATA_LOCATION_ACCESS",
                    DataLocation = new LakeFormation.Inputs.PermissionsDataLocationArgs { Arn = registration.Arn },
                },
                registered);
        }

        foreach ((int number, string analyst) in args.AnalystRoles.Index())
        {
            foreach (string table in PipelineContract.Tables)
            {
                Show(args, table, analyst, args.Scope.Name($"{table}-analyst-{number + 1}"), registered);
            }
        }

        RegisterOutputs();
    }

    /// <summary>Returns the hidden columns of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="deidentified">Whether the converter already keeps free text out of the lake.</param>
    public static IReadOnlyList<string> Hidden(string table, bool deidentified) => (table, deidentified) switch
    {
        (PipelineContract.RecordsTable, true) => Demographics,
        (PipelineContract.RecordsTable, false) => [.. Demographics, "issues"],
        (PipelineContract.LeadsTable, false) => ["issues"],
        (PipelineContract.AnnotationsTable, false) => ["note"],
        (PipelineContract.RejectedTable, false) => ["detail"],
        _ => [],
    };

    private static void Show(ColumnAccessArgs args, string table, string analyst, string name, CustomResourceOptions options)
    {
        var columns = new LakeFormation.Inputs.PermissionsTableWithColumnsArgs { DatabaseName = args.Tables.Database.Name, Name = table, Wildcard = true };
        if (Hidden(table, args.Deidentified) is { Count: > 0 } hidden)
        {
            columns.ExcludedColumnNames = hidden.ToArray();
        }

        var shown = new LakeFormation.Permissions(
            name,
            new LakeFormation.PermissionsArgs { Principal = analyst, PermissionDetails = "SELECT", TableWithColumns = columns },
            options);
        _ = new LakeFormation.OptIn(
            name,
            new LakeFormation.OptInArgs
            {
                Principals = new LakeFormation.Inputs.OptInPrincipalArgs { DataLakePrincipalIdentifier = analyst },
                ResourceDatas = new LakeFormation.Inputs.OptInResourceDataArgs
                {
                    Table = new LakeFormation.Inputs.OptInResourceDataTableArgs { DatabaseName = args.Tables.Database.Name, Name = table },
                },
            },
            new CustomResourceOptions { Parent = options.Parent, DependsOn = shown });
    }
}

/// <summary>The arguments of the access to columns component.</summary>
internal sealed record ColumnAccessArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The ARN of its role's permissions boundary.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The ARNs of the roles of analysts with hidden columns.</summary>
    public required IReadOnlyList<string> AnalystRoles { get; init; }

    /// <summary>Whether the converter already keeps free text out of the lake.</summary>
    public required bool Deidentified { get; init; }

    /// <summary>The tables.</summary>
    public required Tables Tables { get; init; }

    /// <summary>The ARN of the role that changes the tables.</summary>
    public required Output<string> Publisher { get; init; }

    /// <summary>The bucket with the lake.</summary>
    public required PrivateBucket Processed { get; init; }
}
