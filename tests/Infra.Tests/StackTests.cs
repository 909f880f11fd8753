using Infra.Tests.Graph;
using Infra.Tests.Rules;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests;

/// <summary>What holds between stacks, and for what a stack gives out.</summary>
[TestFixture]
[NonParallelizable]
public sealed class StackTests
{
    // What is there only where it was asked for.
    private static readonly string[] OptionalParts =
    [
        "ecg:pipeline:Delivery delivery",
        "ecg:pipeline:SlackChannel slack-channel",
    ];

    [Test]
    public async Task Is_whole_without_its_optional_parts()
    {
        StackGraph bare = await StackGraph.OfAsync(StackUnderTest.Bare);
        StackGraph prod = await StackGraph.OfAsync(StackUnderTest.Prod);

        string[] onlyInProd =
        [
            .. prod.Resources.Where(resource => resource.Parent is not ("delivery" or "slack-channel")).Select(Neutral).Except(bare.Resources.Select(Neutral)),
        ];
        Assert.That(
            onlyInProd,
            Is.EquivalentTo(
            [
                .. OptionalParts,
                $"{Types.Budget} *-monthly",
                $"{Types.Parameter} *-slack-webhook",
                $"{Types.Subscription} *-email",
            ]));
        Assert.That(bare.Resources.Select(Neutral).Except(prod.Resources.Select(Neutral)), Is.Empty);
    }

    [Test]
    public async Task Shares_no_name_with_another_stack_in_the_same_account()
    {
        string[][] names =
        [
            .. (await Task.WhenAll(StackUnderTest.All.Select(StackGraph.OfAsync))).Select(graph => Physical(graph).Distinct().ToArray()),
        ];
        Assert.That(names.SelectMany(one => one).GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key), Is.Empty);
        Assert.That(names, Has.All.Not.Empty);
    }

    [Test]
    public async Task Would_share_names_with_a_second_deployment_of_the_same_stack()
    {
        StackGraph prod = await StackGraph.OfAsync(StackUnderTest.Prod);
        Assert.That(Physical(prod).Intersect(Physical(await StackGraph.DeployAsync(StackUnderTest.Prod))), Is.Not.Empty);
    }

    [TestCase("dev")]
    [TestCase("prod")]
    [TestCase("bare")]
    [TestCase("regulated")]
    public async Task Gives_out_where_everything_is(string name)
    {
        StackGraph graph = await StackGraph.OfAsync(StackUnderTest.All.Single(stack => stack.Name == name));
        bool delivers = graph.Stack.Setting("githubRepository").Length > 0;
        Dictionary<string, string> expected = new()
        {
            ["rawBucket"] = $"ecg-{name}-raw-1a2b3c4",
            ["processedBucket"] = $"ecg-{name}-processed-1a2b3c4",
            ["queryResultsBucket"] = $"ecg-{name}-query-results-1a2b3c4",
            ["queueUrl"] = $"https://sqs.us-east-1.amazonaws.com/123456789012/ecg-{name}-uploads-1a2b3c4",
            ["deadLetterQueueUrl"] = $"https://sqs.us-east-1.amazonaws.com/123456789012/ecg-{name}-dead-letters-1a2b3c4",
            ["functionName"] = $"ecg-{name}-convert-1a2b3c4",
            ["functionRoleArn"] = $"arn:aws:iam::123456789012:role/ecg-{name}-convert-1a2b3c4",
            ["functionLogGroup"] = $"ecg-{name}-convert-1a2b3c4",
            ["imageUri"] = $"123456789012.dkr.ecr.us-east-1.amazonaws.com/ecg-{name}-converter-1a2b3c4@sha256:{new string('0', 64)}",
            ["imageRepository"] = $"123456789012.dkr.ecr.us-east-1.amazonaws.com/ecg-{name}-converter-1a2b3c4",
            ["database"] = $"ecg_{name}",
            ["publisher"] = $"arn:aws:states:us-east-1:123456789012:stateMachine:ecg-{name}-publish-1a2b3c4",
            ["crawler"] = $"ecg-{name}-crawl-1a2b3c4",
            ["crawlerRoleArn"] = $"arn:aws:iam::123456789012:role/ecg-{name}-crawl-1a2b3c4",
            ["workgroup"] = $"ecg-{name}-analysts-1a2b3c4",
            ["analystPolicyArn"] = $"arn:aws:iam::123456789012:policy/ecg-{name}-analysts-1a2b3c4",
            ["fullAccessPolicyArn"] = name == "regulated" ? "arn:aws:iam::123456789012:policy/ecg-regulated-full-access-1a2b3c4" : "",
            ["fullAccessWorkgroup"] = name == "regulated" ? "ecg-regulated-full-access-1a2b3c4" : "",
            ["athenaUrl"] = $"https://us-east-1.console.aws.amazon.com/athena/home?region=us-east-1#/workgroups/details/ecg-{name}-analysts-1a2b3c4",
            ["alertTopicArn"] = $"arn:aws:sns:us-east-1:123456789012:ecg-{name}-alerts-1a2b3c4",
            ["dashboardUrl"] = $"https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/ecg-{name}",
            ["previewRoleArn"] = delivers ? $"arn:aws:iam::123456789012:role/ecg-{name}-preview-1a2b3c4" : "",
            ["planRoleArn"] = delivers ? $"arn:aws:iam::123456789012:role/ecg-{name}-plan-1a2b3c4" : "",
            ["deployRoleArn"] = delivers ? $"arn:aws:iam::123456789012:role/ecg-{name}-deploy-1a2b3c4" : "",
        };
        Assert.That(graph.Outputs, Is.EquivalentTo(expected));
    }

    [Test]
    public async Task Goes_where_the_region_is_set()
    {
        var configuration = new Dictionary<string, string>(StackUnderTest.Prod.Configuration) { ["aws:region"] = "eu-central-1" };
        StackGraph graph = await StackGraph.DeployAsync(StackUnderTest.Prod with { Configuration = configuration });
        Assert.That(Snapshot.Of(graph with { Resources = [.. graph.Resources.Where(resource => resource.Type != Types.Policy)] }), Does.Not.Contain("us-east-1"));
        Assert.That(graph.Outputs["athenaUrl"], Does.StartWith("https://eu-central-1.console.aws.amazon.com/athena/home?region=eu-central-1#"));
    }

    [TestCase("cn-north-1", "https://cn-north-1.console.amazonaws.cn/")]
    [TestCase("us-gov-west-1", "https://us-gov-west-1.console.amazonaws-us-gov.com/")]
    public async Task Leads_to_the_console_of_its_partition(string region, string console)
    {
        var configuration = new Dictionary<string, string>(StackUnderTest.Bare.Configuration) { ["aws:region"] = region };
        StackGraph graph = await StackGraph.DeployAsync(StackUnderTest.Bare with { Configuration = configuration });
        Assert.That(graph.Outputs["athenaUrl"], Does.StartWith(console));
        Assert.That(graph.Outputs["dashboardUrl"], Does.StartWith(console));
    }

    [Test]
    public async Task Can_be_previewed_before_anything_of_it_exists()
    {
        StackGraph graph = await StackGraph.DeployAsync(StackUnderTest.Prod, preview: true);
        Assert.That(graph.Resources, Has.Count.GreaterThan(50));
        Assert.That(graph.Outputs["queueUrl"], Is.EqualTo(Json.Unknown));
    }

    [Test]
    public async Task Lets_uploads_wait_in_the_queue_where_it_is_paused()
    {
        StackGraph graph = await StackGraph.DeployAsync(StackUnderTest.Dev.With("paused", "true"));
        Assert.That(graph.OfType(Types.EventSource).Single().Inputs["enabled"]!.GetValue<bool>(), Is.False);
    }

    [Test]
    public async Task Builds_for_the_processor_that_is_set()
    {
        StackGraph graph = await StackGraph.DeployAsync(StackUnderTest.Dev.With("imagePlatform", "linux/arm64"));
        Assert.That(graph.OfType(Types.Image).Single().Text("platform"), Is.EqualTo("linux/arm64"));
        Assert.That(graph.The(Types.Function, "convert").Inputs["architectures"]!.ToJsonString(), Is.EqualTo("[\"arm64\"]"));
    }

    [Test]
    public async Task Builds_nothing_where_it_is_told_the_image()
    {
        string image = $"123456789012.dkr.ecr.us-east-1.amazonaws.com/ecg-prod-converter-1a2b3c4@sha256:{new string('f', 64)}";
        StackGraph graph = await StackGraph.DeployAsync(StackUnderTest.Prod.With("imageUri", image));
        Assert.That(graph.OfType(Types.Image), Is.Empty);
        Assert.That(graph.The(Types.Function, "convert").Text("imageUri"), Is.EqualTo(image));
        Assert.That(graph.Outputs["imageUri"], Is.EqualTo(image));
    }

    [Test]
    public async Task Builds_the_image_from_the_functions_own_Dockerfile_with_the_repository_around_it()
    {
        ResourceNode image = (await StackGraph.OfAsync(StackUnderTest.Dev)).OfType(Types.Image).Single();
        string program = ProjectFiles.InRoot("infra");
        Assert.That(Path.GetFullPath(image.Text("context")!, program), Is.EqualTo(ProjectFiles.Root));
        Assert.That(Path.GetFullPath(image.Text("dockerfile")!, program), Is.EqualTo(ProjectFiles.InRoot("functions", "Ecg.Lambda", "Dockerfile")));
    }

    [Test]
    public async Task Says_what_is_wrong_with_its_settings_and_declares_nothing()
    {
        StackUnderTest wrong = StackUnderTest.Dev.With("glacierAfterDays", "soon");
        Pulumi.RunException? error = await Assert.ThrowsAsync<Pulumi.RunException>(() => StackGraph.DeployAsync(wrong));
        Assert.That(error!.Message, Does.Contain("glacierAfterDays: 'soon' is not a whole number from 1 to 3650 days"));
    }

    // Names that AWS has only one of, in an account and a region or in all the world.
    private static IEnumerable<string> Physical(StackGraph graph) =>
        from resource in graph.Resources
        where resource.IsCustom && resource.Type is not (Types.NamedQuery or Types.Table)
        from property in new[] { "name", "bucket", "dashboardName", "configurationName" }
        let name = resource.State[property]?.ToString()
        where name is not null
        select $"{resource.Type} {name}";

    private static string Neutral(ResourceNode resource) =>
        resource.ToString().Replace("ecg-prod", "*", StringComparison.Ordinal).Replace("ecg-bare", "*", StringComparison.Ordinal)
            .Replace("ecg-pipeline-prod", "*", StringComparison.Ordinal).Replace("ecg-pipeline-bare", "*", StringComparison.Ordinal);
}
