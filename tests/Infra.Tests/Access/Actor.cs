using Infra.Tests.Graph;
using Infra.Tests.Rules;

namespace Infra.Tests.Access;

/// <summary>A role of a stack, with all that decides what it may do.</summary>
/// <param name="Graph">The stack.</param>
/// <param name="Role">The role.</param>
/// <param name="Granted">What its policies say.</param>
/// <param name="Boundary">What its boundary says; nothing where it has none.</param>
internal sealed record Actor(StackGraph Graph, ResourceNode Role, IReadOnlyList<WrittenStatement> Granted, IReadOnlyList<WrittenStatement>? Boundary)
{
    /// <summary>The role whose name ends so.</summary>
    public static Actor Of(StackGraph graph, string name) => Of(graph, graph.The(Types.Role, name));

    /// <summary>Every role of a stack.</summary>
    public static IReadOnlyList<Actor> AllOf(StackGraph graph) => [.. graph.OfType(Types.Role).Select(role => Of(graph, role))];

    private static Actor Of(StackGraph graph, ResourceNode role)
    {
        IEnumerable<ResourceNode> written = graph.OfType(Types.RolePolicy).Where(policy => policy.Text("role") == role.Known("name"));
        IEnumerable<ResourceNode> attached =
            from attachment in graph.OfType(Types.PolicyAttachment)
            where attachment.Text("role") == role.Known("name")
            from policy in graph.OfType(Types.Policy)
            where policy.Known("arn") == attachment.Text("policyArn")
            select policy;
        ResourceNode? boundary = graph.OfType(Types.Policy).SingleOrDefault(policy => policy.Known("arn") == role.Text("permissionsBoundary"));
        return new Actor(graph, role, [.. written.Concat(attached).SelectMany(WrittenStatement.Of)], boundary is null ? null : [.. WrittenStatement.Of(boundary)]);
    }

    /// <summary>The same role, once somebody has given it a policy that allows everything.</summary>
    public Actor AsAdministrator() => this with
    {
        Granted = [new WrittenStatement(Role, "policy", new() { ["Effect"] = "Allow", ["Action"] = "*", ["Resource"] = "*" })],
    };

    /// <summary>Whether it may make a call.</summary>
    public bool May(Request request)
    {
        Request made = request.With("aws:PrincipalArn", Role.Known("arn")).With("aws:SecureTransport", "true");
        return PolicyEvaluator.Allows(Granted, made)
            && (Boundary is null || PolicyEvaluator.Allows(Boundary, made))
            && !PolicyEvaluator.Refuses(OfBuckets(made.Resource), made);
    }

    /// <inheritdoc />
    public override string ToString() => Role.Name;

    private IEnumerable<WrittenStatement> OfBuckets(string resource) =>
        from policy in Graph.OfType(Types.BucketPolicy)
        let bucket = $"arn:aws:s3:::{policy.Text("bucket")}"
        where resource == bucket || resource.StartsWith($"{bucket}/", StringComparison.Ordinal)
        from statement in WrittenStatement.Of(policy)
        select statement;
}
