using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Doubles;

[TestFixture]
[NonParallelizable]
public class ConfigTests
{
    private const string Variable = "PULUMI_CONFIG";

    private string? _before;

    [SetUp]
    public void SetConfig()
    {
        _before = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, """
            { "zoo:text": "a", "zoo:yes": "true", "zoo:number": "7", "zoo:decimal": "1.5", "zoo:list": "[1,2]", "zoo:config:old": "b", "aws:region": "eu-central-1" }
            """);
    }

    [TearDown]
    public void RestoreConfig() => Environment.SetEnvironmentVariable(Variable, _before);

    [Test]
    public async Task Reads_settings_of_the_project()
        => Assert.That(
            await Read(config => (config.Get("text"), config.GetBoolean("yes"), config.GetInt32("number"), config.GetDouble("decimal"), config.Get("old"))),
            Is.EqualTo(("a", (bool?)true, (int?)7, (double?)1.5, "b")));

    [Test]
    public async Task Reads_settings_of_others() => Assert.That(await Read(_ => new Config("aws").Require("region")), Is.EqualTo("eu-central-1"));

    [Test]
    public async Task Reads_objects() => Assert.That(await Read(config => config.RequireObject<int[]>("list")), Is.EqualTo([1, 2]));

    [Test]
    public async Task Has_nothing_for_a_setting_that_is_missing()
        => Assert.That(
            await Read(config => (config.Get("x"), config.GetBoolean("x"), config.GetInt32("x"), config.GetDouble("x"), config.GetObject<string>("x"), config.GetSecret("x"))),
            Is.EqualTo(((string?)null, (bool?)null, (int?)null, (double?)null, (string?)null, (Output<string>?)null)));

    [Test]
    public async Task Makes_secrets()
    {
        (Output<string>? given, Output<int>? required) = await Read(config => (config.GetSecret("text")!, config.RequireSecretInt32("number")));
        Assert.That(await Output.IsSecretAsync(given), Is.True);
        Assert.That(await Output.IsSecretAsync(required), Is.True);
        Assert.That(await OutputUtilities.GetValueAsync(required), Is.EqualTo(7));
    }

    [Test]
    public Task Names_a_required_setting_that_is_missing()
        => AssertFailsAsync(config => config.Require("x"), "Missing Required configuration variable 'zoo:x'\n\tplease set a value using the command `pulumi config set zoo:x <value>`");

    [Test]
    public async Task Names_a_setting_of_a_wrong_type_with_its_value()
    {
        await AssertFailsAsync(config => config.GetInt32("text"), "Configuration 'zoo:text' value 'a' is not a valid Int32");
        await AssertFailsAsync(config => config.GetBoolean("number"), "Configuration 'zoo:number' value '7' is not a valid Boolean");
        await AssertFailsAsync(config => config.GetDouble("yes"), "Configuration 'zoo:yes' value 'true' is not a valid Double");
        await AssertFailsAsync(config => config.GetObject<int[]>("number"), "Configuration 'zoo:number' value '7' is not a valid System.Int32[]");
    }

    private static async Task<T> Read<T>(Func<Config, T> read)
    {
        T result = default!;
        await TestStack.RunAsync(new(), () => result = read(new Config()));
        return result;
    }

    private static Task AssertFailsAsync<T>(Func<Config, T> read, string message)
        => Assert.ThatAsync(() => Read(read), Throws.InstanceOf<RunException>().With.Message.EqualTo(message));
}
