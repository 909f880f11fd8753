using System.Text.RegularExpressions;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests.Scripts;

/// <summary>The images hold what is in the repository, and nothing in them runs as root.</summary>
[TestFixture]
public sealed partial class DockerfileTests
{
    private static IEnumerable<string> Dockerfiles => Directory.EnumerateFiles(ProjectFiles.InRoot("functions"), "Dockerfile", SearchOption.AllDirectories);

    [TestCaseSource(nameof(Dockerfiles))]
    public void Copy_only_what_is_there_and_what_the_context_has(string dockerfile)
    {
        string[] allowed = [.. File.ReadLines(IgnoreFileOf(dockerfile)).Where(line => line.StartsWith('!')).Select(line => line[1..])];
        string[] sources = [.. CopyFromContext.Matches(File.ReadAllText(dockerfile)).SelectMany(match => match.Groups["sources"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

        Assert.That(sources, Is.Not.Empty);
        Assert.That(sources.Where(source => !Path.Exists(ProjectFiles.InRoot(source))), Is.Empty);
        Assert.That(sources.Where(source => !allowed.Any(path => Overlap(source.TrimEnd('/'), path))), Is.Empty);
    }

    [TestCaseSource(nameof(Dockerfiles))]
    public void End_as_a_user_without_rights(string dockerfile)
    {
        string last = File.ReadLines(dockerfile).Last(line => line.StartsWith("USER ", StringComparison.Ordinal));
        Assert.That(last, Does.Match("^USER [1-9][0-9]*:[1-9][0-9]*$"));
    }

    // Dependabot reads the lines that begin with FROM, and no variables in them.
    [TestCaseSource(nameof(Dockerfiles))]
    public void Name_base_images_where_Dependabot_finds_them(string dockerfile)
    {
        string[] images = [.. File.ReadLines(dockerfile).Where(line => line.StartsWith("FROM ", StringComparison.Ordinal))];
        Assert.That(images, Has.Length.EqualTo(2).And.All.Match(@"^FROM (--platform=\$BUILDPLATFORM )?[a-z0-9./-]+:[a-z0-9.-]+(@sha256:[0-9a-f]{64})?( AS build)?$"));
    }

    [Test]
    public void Copy_every_project_that_the_command_is_built_from()
    {
        string dockerfile = File.ReadAllText(ProjectFiles.InRoot("functions", "Ecg.Cli", "Dockerfile"));
        IEnumerable<string> projects = ProjectReference.Matches(File.ReadAllText(ProjectFiles.InRoot("functions", "Ecg.Cli", "Ecg.Cli.csproj"))).Select(match => match.Groups["name"].Value);
        Assert.That(projects, Is.Not.Empty.And.All.Matches<string>(project => dockerfile.Contains($"COPY functions/{project}/{project}.csproj", StringComparison.Ordinal)));
    }

    private static string IgnoreFileOf(string dockerfile) =>
        File.Exists($"{dockerfile}.dockerignore") ? $"{dockerfile}.dockerignore" : ProjectFiles.InRoot(".dockerignore");

    private static bool Overlap(string source, string allowed) =>
        source == allowed || source.StartsWith($"{allowed}/", StringComparison.Ordinal) || allowed.StartsWith($"{source}/", StringComparison.Ordinal);

    [GeneratedRegex(@"^COPY (?!--from)(?<sources>.*) \S+$", RegexOptions.Multiline)]
    private static partial Regex CopyFromContext { get; }

    [GeneratedRegex("""<ProjectReference Include="\.\./(?<name>[^/]+)/""")]
    private static partial Regex ProjectReference { get; }
}
