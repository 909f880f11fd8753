using Infra.Components;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests;

/// <summary>The analysts' queries are files that say themselves what they are for.</summary>
[TestFixture]
public sealed class NamedQueryFileTests
{
    // Athena's limits.
    private const int LongestName = 128;
    private const int LongestDescription = 1024;
    private const int LongestQuery = 262_144;

    [Test]
    public void Takes_the_comment_at_the_beginning_for_the_description()
    {
        NamedQueryFile query = NamedQueryFile.Parse("leads", "-- name: leads\r\n-- The leads of a recording,\r\n--\r\n-- in order.\r\nselect 1 -- one\r\n-- not this\r\n");
        Assert.That(query, Is.EqualTo(new NamedQueryFile("leads", "The leads of a recording, in order.", "-- name: leads\n-- The leads of a recording,\n--\n-- in order.\nselect 1 -- one\n-- not this\n")));
    }

    [Test]
    public void Needs_no_comment()
        => Assert.That(NamedQueryFile.Parse("one", "select 1").Description, Is.Empty);

    [Test]
    public void Is_built_into_the_program_from_every_file_of_the_folder()
    {
        string folder = ProjectFiles.InRoot("infra", "Queries");
        string[] files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)!)] : [];
        Assert.That(NamedQueryFile.All().Select(query => query.Name), Is.EquivalentTo(files));
    }

    [Test]
    public void Stays_within_what_Athena_takes()
        => Assert.That(
            NamedQueryFile.All().Where(query => query.Name.Length > LongestName || query.Description.Length is 0 or > LongestDescription || query.Text.Length > LongestQuery),
            Is.Empty);
}
