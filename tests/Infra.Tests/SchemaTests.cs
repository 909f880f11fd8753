using System.Collections.Immutable;
using Infra.Tests.Graph;
using Infra.Tests.Schema;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests;

/// <summary>Every input of every resource is one that the provider's schema has, of the right type, and not deprecated.</summary>
[TestFixture]
[NonParallelizable]
public sealed class SchemaTests
{
    private static IEnumerable<StackUnderTest> Stacks => StackUnderTest.All;

    [TestCaseSource(nameof(Stacks))]
    public async Task Hands_every_resource_what_its_provider_takes(StackUnderTest stack)
    {
        StackGraph graph = await StackGraph.OfAsync(stack);
        IEnumerable<string> errors =
            from resource in graph.Resources
            where IsProviders(resource)
            from error in SchemaChecker.ForProgram.Check(resource.Type, resource.Registered)
            select $"{resource.Name}: {error}";
        Assert.That(errors, Is.Empty);
    }

    [TestCaseSource(nameof(Stacks))]
    public async Task Uses_no_resource_that_the_facts_do_not_know(StackUnderTest stack)
    {
        StackGraph graph = await StackGraph.OfAsync(stack);
        HashSet<string> known = [.. ProviderSchema.Load("aws").Resources.Keys, .. ProviderSchema.Load("awsx").Resources.Keys];
        Assert.That(graph.Resources.Where(IsProviders).Select(resource => resource.Type).Except(known), Is.Empty);
    }

    [Test]
    public async Task Notices_an_input_that_the_provider_does_not_take()
    {
        ResourceNode queue = (await StackGraph.OfAsync(StackUnderTest.Prod)).The(Rules.Types.Queue, "uploads");
        ImmutableDictionary<string, object?> wrong = queue.Registered.SetItem("visibilityTimeout", 1).SetItem("delaySeconds", "soon");
        Assert.That(SchemaChecker.ForProgram.Check(queue.Type, wrong), Has.Length.EqualTo(2));
    }

    private static bool IsProviders(ResourceNode resource) => resource.Type.StartsWith("aws", StringComparison.Ordinal);
}
