using System.Collections.Immutable;
using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;

namespace Infra.Tests.Schema;

/// <summary>What the stored facts are of, and a few that any change of the script that takes them must leave as they are.</summary>
[TestFixture]
public class ProviderSchemaTests
{
    private static readonly ProviderSchema Aws = ProviderSchema.Load("aws");

    [TestCase("aws", "Pulumi.Aws")]
    [TestCase("awsx", "Pulumi.Awsx")]
    public void Facts_are_of_the_version_that_the_program_references(string package, string reference)
    {
        using Stream stream = typeof(ProviderSchemaTests).Assembly.GetManifestResourceStream("Directory.Packages.props")!;
        string version = XDocument.Load(stream).Descendants("PackageVersion").Single(one => (string?)one.Attribute("Include") == reference).Attribute("Version")!.Value;
        Assert.That(ProviderSchema.Load(package).Version, Is.EqualTo(version), "run tests/Doubles/refresh-facts.mjs");
    }

    [TestCase("aws")]
    [TestCase("awsx")]
    public void Facts_are_of_the_resources_in_use_and_of_no_others(string package)
    {
        using Stream stream = typeof(ProviderSchemaTests).Assembly.GetManifestResourceStream("in-use.json")!;
        using var inUse = JsonDocument.Parse(stream);
        IEnumerable<string> listed = inUse.RootElement.GetProperty(package).GetProperty("resources").EnumerateArray().Select(one => one.GetString()!.Split('.')[^1]);
        IEnumerable<string> stored = ProviderSchema.Load(package).Resources.Keys.Select(type => type.Split(':')[^1]);
        Assert.That(stored, Is.EquivalentTo(listed));
    }

    [TestCase("aws:sqs/queue:Queue", "visibilityTimeoutSeconds", "integer")]
    [TestCase("aws:cloudwatch/metricAlarm:MetricAlarm", "threshold", "number")]
    [TestCase("aws:iam/role:Role", "assumeRolePolicy", "string or iam.PolicyDocument")]
    [TestCase("aws:s3/bucketNotification:BucketNotification", "queues", "list of s3.BucketNotificationQueue")]
    [TestCase("aws:s3/bucket:Bucket", "tags", "map of string")]
    [TestCase("aws:lambda/function:Function", "runtime", "string or lambda.Runtime")]
    public void Knows_the_type_of_a_property(string type, string property, string expected)
        => Assert.That(Aws.Resources[type].Properties[property].Type.ToString(), Is.EqualTo(expected));

    [Test]
    public void Knows_what_is_required()
        => Assert.That(Required("aws:iam/rolePolicy:RolePolicy"), Is.EqualTo(["policy", "role"]));

    [Test]
    public void Knows_what_is_deprecated()
        => Assert.That(Aws.Resources["aws:s3/bucket:Bucket"].Properties["acl"].Deprecation, Does.Contain("BucketAcl"));

    [Test]
    public void Knows_what_is_secret()
        => Assert.That(Aws.Resources["aws:ssm/parameter:Parameter"].Properties.Values.Where(one => one.IsSecret).Select(one => one.Name), Does.Contain("value"));

    private static ImmutableArray<string> Required(string type)
        => [.. Aws.Resources[type].Properties.Values.Where(property => property.IsRequired).Select(property => property.Name)];
}
