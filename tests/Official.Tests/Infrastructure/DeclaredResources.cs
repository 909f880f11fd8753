using System.Collections.Concurrent;
using System.Text.Json;
using Infra;
using Infra.Tests.Graph;
using Infra.Tests.Stacks;
using Pulumi;
using Pulumi.Testing;

namespace Official.Tests.Infrastructure;

/// <summary>Runs the program with the real SDK, and keeps what it declares.</summary>
internal sealed class DeclaredResources : IMocks
{
    private const string ConfigurationVariable = "PULUMI_CONFIG";

    private readonly Cloud _cloud;
    private readonly ConcurrentBag<MockResourceArgs> _resources = [];

    private DeclaredResources(Cloud cloud) => _cloud = cloud;

    /// <summary>Runs it for a stack. The SDK reads settings from the process's environment: one at a time.</summary>
    public static async Task<IReadOnlyCollection<MockResourceArgs>> OfAsync(StackUnderTest stack)
    {
        var declared = new DeclaredResources(new Cloud(stack.Configuration["aws:region"]));
        var options = new TestOptions { ProjectName = ProjectFiles.Project, StackName = stack.Name, IsPreview = false };
        Environment.SetEnvironmentVariable(ConfigurationVariable, JsonSerializer.Serialize(stack.Configuration));
        try
        {
            _ = await Deployment.TestAsync<EcgPipelineStack>(declared, options).ConfigureAwait(false);
        }
        finally
        {
            Environment.SetEnvironmentVariable(ConfigurationVariable, null);
        }

        return declared._resources;
    }

    /// <inheritdoc />
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _resources.Add(args);
        return _cloud.NewResourceAsync(args);
    }

    /// <inheritdoc />
    public Task<object> CallAsync(MockCallArgs args) => _cloud.CallAsync(args);
}
