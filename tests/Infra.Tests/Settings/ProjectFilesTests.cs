using System.Globalization;
using System.Xml.Linq;
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

    [Test]
    public void Is_built_for_the_cloud_from_the_same_files_as_for_the_tests()
    {
        var program = XElement.Load(ProjectFiles.InRoot("infra", "Infra.csproj"));
        var tested = XElement.Load(ProjectFiles.InRoot("tests", "Doubles", "Infra", "Infra.csproj"));

        Assert.That(program.Descendants("PackageReference").Select(package => package.ToString()), Is.EqualTo(["<PackageReference Include=\"Pulumi\" />", "<PackageReference Include=\"Pulumi.Aws\" />", "<PackageReference Include=\"Pulumi.Awsx\" />"]));
        Assert.That(Items(tested, "EmbeddedResource", "LogicalName"), Is.EqualTo(Items(program, "EmbeddedResource", "LogicalName")));
        Assert.That(Items(program, "Compile", "Include"), Is.EqualTo(["../functions/Ecg/PipelineContract.cs;../functions/Ecg/LakeColumns.cs;../functions/Ecg.Cli/Querying/NamedQuery.cs"]));
        Assert.That(Items(tested, "Compile", "Include"), Does.Contain("../../../functions/Ecg/PipelineContract.cs;../../../functions/Ecg/LakeColumns.cs;../../../functions/Ecg.Cli/Querying/NamedQuery.cs"));
        Assert.That(program.Descendants("AssemblyName").Single().Value, Is.EqualTo(tested.Descendants("AssemblyName").Single().Value));
    }

    [Test]
    public void Reads_what_Pulumi_itself_writes_into_the_file_of_a_stack()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "secretsprovider: awskms://alias/pulumi\nencryptedkey: AQICAHg=\nconfig:\n  aws:region: us-east-1\n  ecg-pipeline:slackWebhook:\n    secure: v1:abc:def=\n");
            IReadOnlyDictionary<string, object> read = Yaml.Read(file);
            var config = (IReadOnlyDictionary<string, object>)read["config"];
            Assert.That(read["secretsprovider"], Is.EqualTo("awskms://alias/pulumi"));
            Assert.That(config["aws:region"], Is.EqualTo("us-east-1"));
            Assert.That(((IReadOnlyDictionary<string, object>)config["ecg-pipeline:slackWebhook"])["secure"], Is.EqualTo("v1:abc:def="));
        }
        finally
        {
            File.Delete(file);
        }
    }

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

    private static IEnumerable<string?> Items(XElement project, string item, string attribute) =>
        project.Descendants(item).Select(one => one.Attribute(attribute)?.Value);

    private static bool HasType(DeclaredSetting setting) => setting.Type switch
    {
        "string" => true,
        "boolean" => setting.Default is "true" or "false",
        "integer" => int.TryParse(setting.Default, CultureInfo.InvariantCulture, out _),

        // Arrays and objects aside, the engine knows no others.
        _ => false,
    };
}
