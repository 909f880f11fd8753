using System.Text.Json.Nodes;
using Infra.Tests.Stacks;
using NUnit.Framework;
using Pulumi.Testing;

namespace Official.Tests.Infrastructure;

/// <summary>The program declares with the real packages what was reviewed with the doubles.</summary>
[TestFixture]
[NonParallelizable]
public sealed class RealGraphTests
{
    private static IEnumerable<StackUnderTest> Stacks => StackUnderTest.All;

    [TestCaseSource(nameof(Stacks))]
    public async Task Is_what_was_reviewed(StackUnderTest stack)
    {
        JsonObject[] reviewed = [.. Reviewed(stack).Where(resource => $"{resource["type"]}" != "pulumi:pulumi:Stack")];
        Dictionary<string, JsonObject> byName = reviewed.ToDictionary(resource => $"{resource["type"]} {resource["name"]}", StringComparer.Ordinal);
        IReadOnlyCollection<MockResourceArgs> declared = await DeclaredResources.OfAsync(stack);
        Assert.That(
            declared.Select(resource => ResourceText.Of(resource, byName.GetValueOrDefault($"{resource.Type} {resource.Name}"))),
            Is.EquivalentTo(reviewed.Select(ResourceText.Of)));
    }

    [Test]
    public async Task Has_the_webhook_nowhere_but_in_its_parameter()
    {
        IReadOnlyCollection<MockResourceArgs> declared = await DeclaredResources.OfAsync(StackUnderTest.Prod);
        Assert.That(
            declared.Where(resource => ResourceText.Of(resource, null).Contains(StackUnderTest.Webhook, StringComparison.Ordinal)).Select(resource => resource.Type),
            Is.EqualTo(["aws:ssm/parameter:Parameter"]));
    }

    private static IEnumerable<JsonObject> Reviewed(StackUnderTest stack)
    {
        string path = ProjectFiles.InRoot("tests", "Infra.Tests", "Snapshots", $"{stack.Name}.json");
        return JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(resource => resource!.AsObject());
    }
}
