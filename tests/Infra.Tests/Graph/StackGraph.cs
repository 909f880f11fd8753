using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Tests.Stacks;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Tests.Graph;

/// <summary>All that a stack declares.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Resources">Its resources, by type and name.</param>
/// <param name="Outputs">What it gives out; secrets are masked.</param>
internal sealed record StackGraph(StackUnderTest Stack, IReadOnlyList<ResourceNode> Resources, IReadOnlyDictionary<string, string> Outputs)
{
    private const string ConfigurationVariable = "PULUMI_CONFIG";
    private const string GitHubVariable = "GITHUB_API_URL";
    private const string Nowhere = "http://127.0.0.1:9";

    private static readonly Dictionary<string, Task<StackGraph>> Deployed = [];

    // The SDK reads a program's settings from the process's environment, so only one stack runs at a time.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>The graph of one of the stacks under test. It is deployed once.</summary>
    public static Task<StackGraph> OfAsync(StackUnderTest stack)
    {
        lock (Deployed)
        {
            if (!Deployed.TryGetValue(stack.Name, out Task<StackGraph>? graph))
            {
                Deployed[stack.Name] = graph = DeployAsync(stack);
            }

            return graph;
        }
    }

    /// <summary>Runs the program for a stack.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="preview">Whether it is a preview of a stack that is not there yet.</param>
    /// <param name="gitHub">Who answers for GitHub, which a preview asks; nobody if left out.</param>
    public static async Task<StackGraph> DeployAsync(StackUnderTest stack, bool preview = false, string gitHub = Nowhere)
    {
        var cloud = new Cloud(stack.Configuration["aws:region"]) { NothingExists = preview };
        await OneAtATime.WaitAsync().ConfigureAwait(false);
        string? before = Environment.GetEnvironmentVariable(ConfigurationVariable);
        try
        {
            Environment.SetEnvironmentVariable(GitHubVariable, gitHub);
            Environment.SetEnvironmentVariable(ConfigurationVariable, JsonSerializer.Serialize(stack.Configuration));
            var options = new TestOptions { ProjectName = ProjectFiles.Project, StackName = stack.Name, IsPreview = preview };
            _ = await Deployment.TestAsync<EcgPipelineStack>(cloud, options).ConfigureAwait(false);
        }
        finally
        {
            Environment.SetEnvironmentVariable(ConfigurationVariable, before);
            OneAtATime.Release();
        }

        var outputs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, Output<object?> output) in cloud.Outputs)
        {
            outputs[name] = await ShownAsync(output).ConfigureAwait(false);
        }

        var byUrn = cloud.Registrations.ToDictionary(registration => registration.Urn, StringComparer.Ordinal);
        var nodes = new List<ResourceNode>();
        foreach (Registration registration in cloud.Registrations)
        {
            nodes.Add(await NodeAsync(registration, byUrn, cloud).ConfigureAwait(false));
        }

        return new StackGraph(
            stack,
            [.. nodes.OrderBy(node => node.Type, StringComparer.Ordinal).ThenBy(node => node.Name, StringComparer.Ordinal)],
            outputs);
    }

    /// <summary>The resources of a type, such as <c>aws:s3/bucket:Bucket</c>.</summary>
    public IEnumerable<ResourceNode> OfType(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>The resource of a type whose name ends so.</summary>
    public ResourceNode The(string type, string nameEnd) =>
        OfType(type).SingleOrDefault(resource => resource.Name.EndsWith($"-{nameEnd}", StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"There is no {type} …-{nameEnd}.");

    /// <summary>A copy whose resources can be changed.</summary>
    public StackGraph Copy() => this with { Resources = [.. Resources.Select(resource => resource.Copy())] };

    /// <summary>The same without some resources.</summary>
    public StackGraph Without(Func<ResourceNode, bool> gone) => this with { Resources = [.. Resources.Where(resource => !gone(resource))] };

    private static async Task<string> ShownAsync(Output<object?> output) =>
        await Output.IsSecretAsync(output).ConfigureAwait(false) ? Json.Secret
        : await OutputUtilities.GetIsKnownAsync(output).ConfigureAwait(false)
            ? (await OutputUtilities.GetValueAsync(output).ConfigureAwait(false))?.ToString() ?? ""
            : Json.Unknown;

    private static async Task<ResourceNode> NodeAsync(Registration registration, Dictionary<string, Registration> byUrn, Cloud cloud) => new()
    {
        Type = registration.Type,
        Name = registration.Name,
        Parent = byUrn.GetValueOrDefault(registration.ParentUrn)?.Name,
        Inputs = Json.Of(registration.Inputs),
        Options = await OptionsAsync(registration.Options).ConfigureAwait(false),
        State = cloud.State(registration.Type, registration.Name),
        Registered = registration.Inputs,
        IsCustom = registration.IsCustom,
    };

    private static async Task<JsonObject> OptionsAsync(ResourceOptions options)
    {
        var shown = new JsonObject();
        ImmutableArray<Resource> first = await OutputUtilities.GetValueAsync<ImmutableArray<Resource>>(options.DependsOn).ConfigureAwait(false);
        if (!first.IsDefaultOrEmpty)
        {
            shown["dependsOn"] = new JsonArray([.. first.Select(resource => (JsonNode)$"{resource.GetResourceType()} {resource.GetResourceName()}")]);
        }

        if (options.Protect is { } protect)
        {
            shown["protect"] = protect;
        }

        if (options.IgnoreChanges.Count > 0)
        {
            shown["ignoreChanges"] = new JsonArray([.. options.IgnoreChanges.Select(property => (JsonNode)property)]);
        }

        if (options.RetainOnDelete is { } retain)
        {
            shown["retainOnDelete"] = retain;
        }

        return shown;
    }
}
