using Ecg.Cli.Querying;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests;

/// <summary>The analysts' queries are files that say themselves what they are for.</summary>
[TestFixture]
public sealed class NamedQueryTests
{
    // Athena's limits.
    private const int LongestName = 128;
    private const int LongestDescription = 1024;
    private const int LongestQuery = 262_144;

    [Test]
    public void Is_built_into_the_program_from_every_file_of_the_folder()
    {
        string folder = ProjectFiles.InRoot("infra", "Queries");
        string[] files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)!)] : [];
        Assert.That(NamedQuery.All.Select(query => query.Name), Is.EquivalentTo(files));
    }

    [Test]
    public void Stays_within_what_Athena_takes()
        => Assert.That(
            NamedQuery.All.Where(query => query.Name.Length > LongestName || query.Description.Length is 0 or > LongestDescription || query.Sql.Length > LongestQuery),
            Is.Empty);
}
