using System.Reflection;
using Ecg.Aws;
using Ecg.Cli;
using NUnit.Framework;

namespace Ecg.Tests;

/// <summary>What others can build on: no type becomes public unnoticed.</summary>
public sealed class PublicTypesTests
{
    private static readonly Assembly[] Projects =
        [typeof(OneLine).Assembly, typeof(PipelineServices).Assembly, typeof(Ecg.Lambda.Function).Assembly, typeof(CommandLine).Assembly];

    private static readonly string Approved = Path.Combine(RepositoryFolder.Path, "tests", "Ecg.Tests", "PublicTypes.txt");

    [Test]
    public void Only_the_approved_types_are_public()
    {
        string[] approved = File.ReadAllLines(Approved);
        string[] types = [.. Projects.SelectMany(project => project.GetExportedTypes().Select(type => $"{project.GetName().Name}: {type}"))];

        Assert.Multiple(() =>
        {
            Assert.That(string.Join('\n', types.Except(approved)), Is.Empty, $"internal, or meant for others and a line of {Approved}");
            Assert.That(string.Join('\n', approved.Except(types)), Is.Empty, $"no longer public: to be taken out of {Approved}");
        });
    }
}
