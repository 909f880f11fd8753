using System.Globalization;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests.Settings;

/// <summary>What the engine makes of the project's files before the program runs.</summary>
[TestFixture]
public sealed class ProjectFilesTests
{
    [Test]
    public void Declares_every_setting_with_a_default_of_its_type_and_a_description()
    {
        IEnumerable<string> wrong = ProjectFiles.Settings
            .Where(setting => !HasType(setting) || setting.Description.Length < 20)
            .Select(setting => setting.Key);
        Assert.That(wrong, Is.Empty);
        Assert.That(ProjectFiles.Settings, Has.Count.GreaterThan(30));
    }

    [TestCase("dev")]
    [TestCase("prod")]
    public void Sets_nothing_in_a_stack_that_the_project_does_not_declare(string stack)
    {
        IEnumerable<string> declared = ProjectFiles.Settings.Select(setting => $"{ProjectFiles.Project}:{setting.Key}").Append("aws:region");
        Assert.That(ProjectFiles.StackFile(stack).Keys.Except(declared), Is.Empty);
    }

    [Test]
    public void Keeps_no_address_that_is_secret_in_a_file_of_a_stack()
        => Assert.That(
            Directory.GetFiles(ProjectFiles.Root, "Pulumi.*.yaml").Where(file => File.ReadAllText(file).Contains("hooks.slack", StringComparison.Ordinal)),
            Is.Empty);

    [TestCase("true # why", TestName = "Refuses_a_comment_behind_a_value")]
    [TestCase("[a, b]", TestName = "Refuses_a_list")]
    [TestCase("|", TestName = "Refuses_text_of_several_lines")]
    public void Reads_no_YAML_that_it_might_read_wrongly(string value)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, $"key: {value}\n");
            Assert.That(() => Yaml.Read(file), Throws.InstanceOf<FormatException>());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static bool HasType(DeclaredSetting setting) => setting.Type switch
    {
        "string" => true,
        "boolean" => setting.Default is "true" or "false",
        "integer" => int.TryParse(setting.Default, CultureInfo.InvariantCulture, out _),

        // Arrays and objects aside, the engine knows no others.
        _ => false,
    };
}
