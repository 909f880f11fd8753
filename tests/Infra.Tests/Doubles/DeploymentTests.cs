using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Serialization;
using Pulumi.Testing;
using Pulumi.Utilities;
using Aws = Pulumi.Aws;

namespace Infra.Tests.Doubles;

[TestFixture]
public class DeploymentTests
{
    [Test]
    public async Task Registers_resources_with_their_inputs_by_the_names_of_the_schema()
    {
        var mocks = new RecordingMocks();
        await TestStack.RunAsync(mocks, () => _ = new Aws.Sqs.Queue("cats", new() { VisibilityTimeoutSeconds = 30, Tags = { ["a"] = "b" } }));
        Registration cats = mocks["cats"];
        Assert.That(cats.Type, Is.EqualTo("aws:sqs/queue:Queue"));
        Assert.That(cats.Urn, Is.EqualTo("urn:pulumi:dev::zoo::pulumi:pulumi:Stack$aws:sqs/queue:Queue::cats"));
        Assert.That(cats.Inputs.Keys, Is.EquivalentTo(["visibilityTimeoutSeconds", "tags"]), "what is not given is not sent");
        Assert.That(cats.Inputs["visibilityTimeoutSeconds"], Is.EqualTo(30));
        Assert.That(cats.Inputs["tags"], Is.EqualTo(new Dictionary<string, object?> { ["a"] = "b" }));
        Assert.That(mocks.Resources.Single().Inputs["visibilityTimeoutSeconds"], Is.EqualTo(30.0), "mocks are shown every number as floating point");
    }

    [Test]
    public async Task Fills_outputs_with_the_state_and_the_id()
    {
        Aws.Sqs.Queue queue = null!;
        await TestStack.RunAsync(
            new() { AddedState = ImmutableDictionary<string, object>.Empty.Add("arn", "arn:cats").Add("delaySeconds", 5) },
            () => queue = new Aws.Sqs.Queue("cats", new() { Name = "Cats" }));
        Assert.That(await OutputUtilities.GetValueAsync(queue.Id), Is.EqualTo("cats-id"));
        Assert.That(await OutputUtilities.GetValueAsync(queue.Arn), Is.EqualTo("arn:cats"));
        Assert.That(await OutputUtilities.GetValueAsync(queue.Name), Is.EqualTo("Cats"));
        Assert.That(await OutputUtilities.GetValueAsync(queue.DelaySeconds), Is.EqualTo(5));
        Assert.That(await OutputUtilities.GetValueAsync(queue.MaxMessageSize), Is.Null);
        Assert.That(await OutputUtilities.GetDependenciesAsync(queue.Arn), Is.EqualTo([queue]));
    }

    [Test]
    public async Task Fills_nested_outputs()
    {
        Aws.Lambda.Function function = null!;
        await TestStack.RunAsync(new(), () => function = new Aws.Lambda.Function("f", new()
        {
            Role = "r",
            Runtime = Aws.Lambda.Runtime.Dotnet10,
            Environment = new Aws.Lambda.Inputs.FunctionEnvironmentArgs { Variables = { ["A"] = "1" } },
            Architectures = { "arm64" },
        }));
        Assert.That((await OutputUtilities.GetValueAsync(function.Environment))!.Variables, Is.EqualTo(new Dictionary<string, string> { ["A"] = "1" }));
        Assert.That(await OutputUtilities.GetValueAsync(function.Runtime), Is.EqualTo("dotnet10"));
        Assert.That(await OutputUtilities.GetValueAsync(function.Architectures), Is.EqualTo(["arm64"]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Leaves_outputs_that_the_mocks_do_not_tell_unknown_in_a_preview_alone(bool isPreview)
    {
        Aws.Sqs.Queue queue = null!;
        await TestStack.RunAsync(new(), () => queue = new Aws.Sqs.Queue("cats"), isPreview);
        Assert.That(await OutputUtilities.GetIsKnownAsync(queue.Arn), Is.EqualTo(!isPreview));
    }

    [Test]
    public async Task Sends_unknown_values_as_such_and_spares_the_mocks_them()
    {
        var mocks = new RecordingMocks();
        await TestStack.RunAsync(
            mocks,
            () => _ = new Aws.Sqs.Queue("cats", new() { Name = new Aws.Sqs.Queue("dogs").Arn, Tags = { ["a"] = "b", ["c"] = new Aws.Sqs.Queue("cows").Arn } }),
            isPreview: true);
        Assert.That(mocks["cats"].Inputs["name"], Is.SameAs(Unknown.Value));
        Assert.That(mocks["cats"].Inputs["tags"], Is.EqualTo(new Dictionary<string, object?> { ["a"] = "b", ["c"] = Unknown.Value }), "one unknown tag says nothing of the others");
        Assert.That(mocks.Resources.Single(resource => resource.Name == "cats").Inputs, Is.Empty);
    }

    [Test]
    public async Task Sends_secrets_as_such_and_shows_the_mocks_plain_text()
    {
        var mocks = new RecordingMocks();
        await TestStack.RunAsync(mocks, () => _ = new Aws.Sqs.Queue("cats", new() { Name = Output.CreateSecret("Cats"), Tags = { ["a"] = Output.CreateSecret("b") } }));
        Assert.That(mocks["cats"].Inputs["name"], Is.EqualTo(new Secret("Cats")));
        Assert.That(mocks["cats"].Inputs["tags"], Is.EqualTo(new Dictionary<string, object?> { ["a"] = new Secret("b") }));
        Assert.That(mocks.Resources.Single().Inputs["name"], Is.EqualTo("Cats"));
    }

    [Test]
    public async Task Keeps_an_output_a_secret_whose_input_was_one_or_that_is_called_one()
    {
        Aws.Sqs.Queue queue = null!;
        await TestStack.RunAsync(
            new() { AddedState = ImmutableDictionary<string, object>.Empty.Add("arn", "arn:cats").Add("url", "https://cats") },
            () => queue = new Aws.Sqs.Queue("cats", new() { Name = Output.CreateSecret("Cats") }, new() { AdditionalSecretOutputs = { "arn" } }));
        Assert.That(await Output.IsSecretAsync(queue.Name), Is.True);
        Assert.That(await Output.IsSecretAsync(queue.Arn), Is.True);
        Assert.That(await Output.IsSecretAsync(queue.Url), Is.False);
    }

    [Test]
    public async Task Makes_a_secret_of_what_the_schema_calls_one()
    {
        var mocks = new RecordingMocks();
        await TestStack.RunAsync(mocks, () => _ = new Aws.Ssm.Parameter("key", new() { Type = "SecureString", Value = "1234" }));
        Assert.That(mocks["key"].Inputs["value"], Is.EqualTo(new Secret("1234")));
        Assert.That(((CustomResourceOptions)mocks["key"].Options).AdditionalSecretOutputs, Does.Contain("value"));
    }

    [Test]
    public async Task Knows_which_resources_a_property_and_a_resource_wait_for()
    {
        var mocks = new RecordingMocks { AddedState = ImmutableDictionary<string, object>.Empty.Add("url", "https://zoo").Add("arn", "arn:zoo") };
        await TestStack.RunAsync(mocks, () =>
        {
            var cats = new Aws.Sqs.Queue("cats");
            var dogs = new Aws.Sqs.Queue("dogs");
            _ = new Aws.Sqs.QueuePolicy("policy", new() { QueueUrl = cats.Url, Policy = Output.Format($"[{cats.Arn}]") }, new() { DependsOn = { dogs } });
        });
        Registration policy = mocks["policy"];
        Assert.That(policy.PropertyDependencies["queueUrl"], Is.EqualTo([mocks["cats"].Urn]));
        Assert.That(policy.Dependencies, Is.EqualTo([mocks["cats"].Urn, mocks["dogs"].Urn]));
    }

    [Test]
    public async Task Waits_for_what_a_component_consists_of_where_a_resource_waits_for_the_component()
    {
        var mocks = new RecordingMocks();
        await TestStack.RunAsync(mocks, () =>
        {
            var house = new ComponentResource("zoo:House", "house");
            _ = new Aws.Sqs.Queue("cats", options: new() { Parent = house });
            _ = new Aws.Sqs.Queue("dogs", options: new() { DependsOn = { house } });
        });
        Assert.That(mocks["dogs"].Dependencies, Is.EqualTo([mocks["cats"].Urn]));
        Assert.That(mocks["cats"].ParentUrn, Is.EqualTo(mocks["house"].Urn));
        Assert.That(mocks["house"].ParentUrn, Is.EqualTo(mocks["zoo-dev"].Urn));
    }

    [Test]
    public async Task Passes_protection_and_providers_on_to_children()
    {
        var mocks = new RecordingMocks();
        await TestStack.RunAsync(mocks, () =>
        {
            var provider = new ProviderResource("aws", "there", ResourceArgs.Empty, null);
            var house = new ComponentResource("zoo:House", "house", new ComponentResourceOptions { Protect = true, Providers = { provider } });
            _ = new Aws.Sqs.Queue("cats", options: new() { Parent = house });
            _ = new Aws.Sqs.Queue("dogs", options: new() { Parent = house, Protect = false });
        });
        Assert.That(mocks["cats"].Options.Protect, Is.True);
        Assert.That(mocks["dogs"].Options.Protect, Is.False);
        Assert.That(mocks.Resources.Single(resource => resource.Name == "cats").Provider, Is.EqualTo($"{mocks["there"].Urn}::there-id"));
    }

    [Test]
    public async Task Transforms_every_resource_of_the_stack()
    {
        var mocks = new RecordingMocks();
        await TestStack.RunAsync(
            mocks,
            () => _ = new Aws.Sqs.Queue("cats", options: new() { Parent = new ComponentResource("zoo:House", "house") }),
            options: new() { ResourceTransformations = { args => new ResourceTransformationResult(args.Args, WithVersion(args.Options)) } });
        Assert.That(mocks.Registrations.Select(registration => registration.Options.Version), Is.All.EqualTo("9"));

        static ResourceOptions WithVersion(ResourceOptions options)
        {
            options.Version = "9";
            return options;
        }
    }

    [Test]
    public async Task Hands_over_what_a_stack_gives_out_with_its_secrets()
    {
        var mocks = new RecordingMocks();
        await Deployment.TestAsync<GivingStack>(mocks);
        ImmutableDictionary<string, Output<object?>> outputs = mocks.Outputs.Single().Outputs;
        Assert.That(outputs.Keys, Is.EquivalentTo(["Plain", "hidden"]));
        Assert.That(await OutputUtilities.GetValueAsync(outputs["Plain"]), Is.EqualTo("a"));
        Assert.That(await Output.IsSecretAsync(outputs["Plain"]), Is.False);
        Assert.That(await Output.IsSecretAsync(outputs["hidden"]), Is.True);
    }

    [Test]
    public Task Fails_where_a_stack_does_not_assign_an_output()
        => Assert.ThatAsync(
            () => Deployment.TestAsync<ForgetfulStack>(new RecordingMocks()),
            Throws.TypeOf<RunException>().With.Message.StartsWith("Output(s) 'Forgotten' have no value assigned."));

    [Test]
    public Task Fails_where_a_required_input_is_not_given()
        => Assert.ThatAsync(
            () => TestStack.RunAsync(new(), () => _ = new Aws.Sqs.QueuePolicy("policy", new() { QueueUrl = "q" })),
            Throws.TypeOf<RunException>().With.Message.Contain("[Input] Pulumi.Aws.Sqs.QueuePolicyArgs.Policy is required but was not given a value"));

    [Test]
    public Task Fails_where_a_required_input_deep_inside_is_not_given()
        => Assert.ThatAsync(
            () => TestStack.RunAsync(new(), () => _ = new Aws.S3.BucketNotification("n", new() { Bucket = "b", Queues = { new Aws.S3.Inputs.BucketNotificationQueueArgs { QueueArn = "q" } } })),
            Throws.TypeOf<RunException>().With.Message.Contain("BucketNotificationQueueArgs._events is required"));

    [Test]
    public Task Fails_where_a_function_in_apply_fails_though_nobody_waits_for_it()
        => Assert.ThatAsync(
            () => TestStack.RunAsync(new(), () => new Aws.Sqs.Queue("cats").Id.Apply(async id =>
            {
                await Task.Delay(1).ConfigureAwait(false);
                throw new RunException($"no {id}");
            })),
            Throws.TypeOf<RunException>().With.Message.EqualTo("no cats-id"));

    [Test]
    public Task Fails_where_an_error_is_logged()
        => Assert.ThatAsync(() => TestStack.RunAsync(new(), () => Log.Error("no")), Throws.TypeOf<RunException>().With.Message.EqualTo("no"));

    [Test]
    public Task Fails_where_the_program_does()
        => Assert.ThatAsync(() => TestStack.RunAsync(new(), () => throw new RunException("no")), Throws.TypeOf<RunException>().With.Message.EqualTo("no"));

    [Test]
    public async Task Waits_for_every_output_that_is_made()
    {
        bool isDone = false;
        await TestStack.RunAsync(new(), () => new Aws.Sqs.Queue("cats").Id.Apply(id => new Aws.Sqs.Queue("dogs").Id.Apply(async other =>
        {
            await Task.Delay(20).ConfigureAwait(false);
            isDone = true;
        })));
        Assert.That(isDone, Is.True);
    }

    [Test]
    public async Task Calls_functions_and_reads_their_results()
    {
        var mocks = new RecordingMocks { CallResult = ImmutableDictionary<string, object>.Empty.Add("accountId", "123456789012") };
        string account = "";
        await TestStack.RunAsync(mocks, () => Aws.GetCallerIdentity.Invoke().Apply(identity => account = identity.AccountId));
        Assert.That(account, Is.EqualTo("123456789012"));
        Assert.That(mocks.Calls.Single().Token, Is.EqualTo("aws:index/getCallerIdentity:getCallerIdentity"));
    }

    [Test]
    public async Task Does_not_call_a_function_whose_arguments_are_unknown()
    {
        var mocks = new RecordingMocks();
        await TestStack.RunAsync(mocks, () => Aws.GetRegion.Invoke(new() { Region = new Aws.Sqs.Queue("cats").Arn }), isPreview: true);
        Assert.That(mocks.Calls, Is.Empty);
    }

    [Test]
    public async Task Tells_the_stack_and_the_project()
    {
        string names = "";
        await TestStack.RunAsync(new(), () => names = $"{Deployment.Instance.OrganizationName}/{Deployment.Instance.ProjectName}/{Deployment.Instance.StackName}/{Deployment.Instance.IsDryRun}");
        Assert.That(names, Is.EqualTo("organization/zoo/dev/False"));
        Assert.That(() => Deployment.Instance, Throws.InvalidOperationException, "there is no deployment outside of one");
    }

    [Test]
    public Task Needs_the_engine_to_run_for_good()
        => Assert.ThatAsync(() => Deployment.RunAsync(() => { }), Throws.InvalidOperationException.With.Message.StartsWith("Program run without the Pulumi engine available"));

    private sealed class GivingStack : Stack
    {
        [Output]
        public Output<string> Plain { get; private set; } = Output.Create("a");

        [Output("hidden")]
        public Output<string> Hidden { get; private set; } = Output.CreateSecret("b");
    }

    private sealed class ForgetfulStack : Stack
    {
        [Output]
        public Output<string> Forgotten { get; private set; } = null!;
    }
}
