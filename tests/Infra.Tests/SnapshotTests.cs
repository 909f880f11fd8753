using Infra.Tests.Graph;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests;

/// <summary>The resources of each stack are reviewed: what a change does to them is seen in the change.</summary>
[TestFixture]
[NonParallelizable]
public sealed class SnapshotTests
{
    private static IEnumerable<StackUnderTest> Stacks => StackUnderTest.All;

    [TestCaseSource(nameof(Stacks))]
    public async Task Is_what_was_reviewed(StackUnderTest stack)
    {
        string now = Snapshot.Of(await StackGraph.OfAsync(stack));
        string path = Snapshot.PathOf(stack);
        if (Snapshot.IsUpdating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, now);
        }

        string reviewed = File.Exists(path) ? (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n") : "";
        IReadOnlyList<string> differences = Snapshot.Differences(reviewed, now);
        if (differences.Count > 0)
        {
            Assert.Fail(
                $"The stack '{stack.Name}' is not what {Path.GetRelativePath(ProjectFiles.Root, path)} says. If it should be, run the tests with "
                + $"{Snapshot.UpdateVariable}=1 and have the change reviewed.\n{string.Join('\n', differences)}");
        }
    }

    [Test]
    public async Task Is_the_same_whenever_it_is_taken()
        => Assert.That(
            Snapshot.Of(await StackGraph.DeployAsync(StackUnderTest.Prod)),
            Is.EqualTo(Snapshot.Of(await StackGraph.OfAsync(StackUnderTest.Prod))));

    [Test]
    public async Task Changes_in_one_place_when_recordings_move_to_Glacier_later()
    {
        string before = Snapshot.Of(await StackGraph.OfAsync(StackUnderTest.Dev));
        string after = Snapshot.Of(await StackGraph.DeployAsync(StackUnderTest.Dev.With("glacierAfterDays", "30")));

        string[] changed = [.. Snapshot.Differences(before, after).Where(line => line[0] is '-' or '+').Select(line => $"{line[0]} {line[1..].Trim()}")];
        Assert.That(changed, Is.EqualTo(["- \"days\": 7,", "+ \"days\": 30,"]));
    }

    [Test]
    public void Shows_what_was_taken_out_and_what_came_in()
        => Assert.That(Snapshot.Differences("a\nb\nc\nd", "a\nx\nc\nd\ne"), Is.EqualTo(["  a", "- b", "+ x", "  c", "  d", "+ e"]));

    [Test]
    public async Task Masks_secrets()
    {
        string prod = Snapshot.Of(await StackGraph.OfAsync(StackUnderTest.Prod));
        Assert.That(prod, Does.Contain(Json.Secret));
        Assert.That(prod, Does.Not.Contain(StackUnderTest.Webhook));
    }
}
