using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Ecg.Aws;
using Ecg.Cli;
using NUnit.Framework;
using Assembly = System.Reflection.Assembly;

namespace Ecg.Tests;

/// <summary>The order of the projects, and of the folders (which are namespaces) inside each.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ArchitectureTests
{
    private static readonly Assembly Core = typeof(OneLine).Assembly;
    private static readonly Assembly Cloud = typeof(PipelineServices).Assembly;
    private static readonly Assembly Command = typeof(CommandLine).Assembly;
    private static readonly Assembly Function = typeof(Ecg.Lambda.Function).Assembly;

    // A use that is allowed although it is part of a cycle. It is to become empty: a line that no longer holds fails the test.
    private static readonly Dictionary<Assembly, string[]> Known = new()
    {
        [Core] = [],
        [Cloud] = [],
        [Command] = [],
        [Function] = [],
    };

    private static readonly Dictionary<Assembly, Assembly[]> Order = new()
    {
        [Core] = [],
        [Cloud] = [Core],
        [Command] = [Core, Cloud],
        [Function] = [Core, Cloud],
    };

    [TestCaseSource(nameof(Projects))]
    public void No_folder_uses_one_that_uses_it(Assembly project)
    {
        Dictionary<(string From, string To), SortedSet<string>> uses = UsesOf(project);
        ILookup<string, string> targets = uses.Keys.ToLookup(use => use.From, use => use.To);
        var cycles = uses.Where(use => Reaches(targets, use.Key.To, use.Key.From)).ToDictionary(
            use => $"{use.Key.From} -> {use.Key.To}", use => string.Join(", ", use.Value));
        IOrderedEnumerable<KeyValuePair<string, string>> unknown = cycles.Where(cycle => !Known[project].Contains(cycle.Key)).OrderBy(cycle => cycle.Key, StringComparer.Ordinal);

        Assert.Multiple(() =>
        {
            Assert.That(string.Join('\n', unknown.Select(cycle => $"{cycle.Key}: {cycle.Value}")), Is.Empty, "uses that are part of a cycle");
            Assert.That(Known[project].Except(cycles.Keys), Is.Empty, "no longer a cycle: take the line out");
        });
    }

    [TestCaseSource(nameof(Projects))]
    public void No_project_uses_one_that_stands_below_it(Assembly project)
    {
        var names = Order.Keys.Select(other => other.GetName().Name).ToHashSet();

        Assert.That(
            project.GetReferencedAssemblies().Select(reference => reference.Name).Where(names.Contains),
            Is.SubsetOf(Order[project].Select(other => other.GetName().Name)));
    }

    [Test]
    public void Sees_what_uses_what()
    {
        Dictionary<(string From, string To), SortedSet<string>> uses = UsesOf(Command);

        Assert.Multiple(() =>
        {
            Assert.That(uses.Keys, Does.Contain(("Ecg.Cli.Commands", "Ecg.Cli.Reporting")), "in the body of a method");
            Assert.That(uses.Keys, Does.Contain(("Ecg.Cli.Reporting", "Ecg.Cli.Querying")), "in a constructor's parameters");
        });
    }

    private static IEnumerable<TestCaseData> Projects() =>
        Order.Keys.Select(project => new TestCaseData(project).SetArgDisplayNames(project.GetName().Name!));

    // The folders of a project that use others of it, with the types that do.
    private static Dictionary<(string From, string To), SortedSet<string>> UsesOf(Assembly project)
    {
        var uses = new Dictionary<(string From, string To), SortedSet<string>>();
        foreach (IType? type in new ArchLoader().LoadAssemblies(project).Build().Types.Where(type => type.Namespace.FullName.Length > 0))
        {
            foreach (IType? used in type.Dependencies.Select(dependency => dependency.Target).Where(used => used.Assembly == type.Assembly && used is not GenericParameter))
            {
                if (used.Namespace.FullName is not "" and var to && to != type.Namespace.FullName)
                {
                    if (!uses.TryGetValue((type.Namespace.FullName, to), out SortedSet<string>? types))
                    {
                        uses.Add((type.Namespace.FullName, to), types = new SortedSet<string>(StringComparer.Ordinal));
                    }

                    types.Add($"{type.Name} uses {used.Name}");
                }
            }
        }

        return uses;
    }

    private static bool Reaches(ILookup<string, string> targets, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<string>([from]);
        while (left.TryPop(out string? here))
        {
            if (here == to)
            {
                return true;
            }

            foreach (string next in seen.Add(here) ? targets[here] : [])
            {
                left.Push(next);
            }
        }

        return false;
    }
}
