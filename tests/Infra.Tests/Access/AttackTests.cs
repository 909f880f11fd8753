using Infra.Settings;
using Infra.Tests.Graph;
using Infra.Tests.Rules;
using Infra.Tests.Settings;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests.Access;

/// <summary>What somebody would try who controls a workflow, another stack or another account. Each is tried against the policies as they are written, and refused.</summary>
[TestFixture]
[NonParallelizable]
public sealed class AttackTests
{
    private const string Administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
    private const string Issuer = "token.actions.githubusercontent.com";

    private StackGraph _dev = null!;
    private StackGraph _prod = null!;
    private StackGraph _regulated = null!;

    private static IEnumerable<string> Stacks => ["dev", "prod", "regulated"];

    private static IEnumerable<string> IdentityCalls =>
    [
        "iam:AttachRolePolicy", "iam:DeleteRole", "iam:DeleteRolePermissionsBoundary", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PassRole",
        "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy", "iam:TagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole",
    ];

    private static IEnumerable<string> PolicyCalls =>
        ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:TagPolicy"];

    private static IEnumerable<string> TakingAway =>
    [
        "s3:DeleteBucket", "s3:DeleteObjectVersion", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutBucketVersioning", "s3:PutLifecycleConfiguration",
        "s3:PutReplicationConfiguration", "s3:BypassGovernanceRetention", "s3:PutBucketAcl", "s3:PutBucketOwnershipControls", "s3:PutBucketPublicAccessBlock", "s3:PutObjectAcl",
        "s3:PutObjectVersionAcl",
    ];

    [OneTimeSetUp]
    public async Task DeployStacks()
    {
        _dev = await StackGraph.OfAsync(StackUnderTest.Dev);
        _prod = await StackGraph.OfAsync(StackUnderTest.Prod);
        _regulated = await StackGraph.OfAsync(StackUnderTest.Regulated);
    }

    [Test]
    public void A_deployment_makes_no_role_without_the_boundary([ValueSource(nameof(Stacks))] string stack)
    {
        var create = new Request("iam:CreateRole", NewRole(stack));
        Actor deploy = Deploy(stack);
        Assert.That(deploy.May(create), Is.False, "no boundary");
        Assert.That(deploy.May(create.With("iam:PermissionsBoundary", Administrator)), Is.False, "another boundary");
        Assert.That(deploy.May(create.With("iam:PermissionsBoundary", Boundary(stack))), Is.True, "the boundary");
    }

    [Test]
    public void A_role_that_a_deployment_makes_gets_no_further_than_the_boundary([ValueSource(nameof(Stacks))] string stack)
    {
        Actor made = Actor.Of(Graph(stack), "convert").AsAdministrator();
        foreach (string action in new[] { "iam:CreateUser", "iam:CreateAccessKey", "iam:PutRolePolicy", "sts:AssumeRole", "lambda:CreateFunction", "kms:PutKeyPolicy" })
        {
            Assert.That(made.May(new Request(action, $"arn:aws:iam::{Cloud.Account}:user/intruder")), Is.False, action);
        }
    }

    [Test]
    public void A_deployment_takes_the_boundary_from_no_role([ValueSource(nameof(Stacks))] string stack)
    {
        string role = Role(stack, "convert");
        Assert.That(Deploy(stack).May(new Request("iam:DeleteRolePermissionsBoundary", role).With("iam:PermissionsBoundary", Boundary(stack))), Is.False);
        Assert.That(Deploy(stack).May(new Request("iam:PutRolePermissionsBoundary", role).With("iam:PermissionsBoundary", Administrator)), Is.False);
        Assert.That(Deploy(stack).May(new Request("iam:PutRolePolicy", role)), Is.False, "a role that has lost it");
    }

    [Test]
    public void A_deployment_changes_neither_its_own_role_nor_the_previews(
        [ValueSource(nameof(Stacks))] string stack, [Values("deploy", "plan", "preview")] string role, [ValueSource(nameof(IdentityCalls))] string action)
        => Assert.That(
            Deploy(stack).May(
                new Request(action, Role(stack, role)).With("iam:PermissionsBoundary", Boundary(stack)).With("iam:PassedToService", "lambda.amazonaws.com")),
            Is.False);

    [Test]
    public void A_deployment_changes_no_policy_that_limits_it_or_that_people_have(
        [ValueSource(nameof(Stacks))] string stack,
        [Values("boundary", "change-identities", "change-services", "change-tables", "read-tables", "read-configuration", "read-secrets", "try-stack", "analysts")] string policy,
        [ValueSource(nameof(PolicyCalls))] string action)
        => Assert.That(Deploy(stack).May(new Request(action, Graph(stack).The(Types.Policy, policy).Known("arn"))), Is.False);

    [TestCase("iam:CreateUser", "user/ecg-prod-intruder")]
    [TestCase("iam:CreateAccessKey", "user/admin")]
    [TestCase("iam:CreateLoginProfile", "user/admin")]
    [TestCase("iam:AttachUserPolicy", "user/admin")]
    [TestCase("iam:PutRolePolicy", "role/Administrator")]
    [TestCase("iam:UpdateAssumeRolePolicy", "role/Administrator")]
    [TestCase("iam:PassRole", "role/Administrator")]
    [TestCase("iam:CreateOpenIDConnectProvider", $"oidc-provider/{Issuer}")]
    [TestCase("iam:DeleteOpenIDConnectProvider", $"oidc-provider/{Issuer}")]
    public void A_deployment_changes_nobody_else(string action, string resource)
    {
        Request request = new Request(action, $"arn:aws:iam::{Cloud.Account}:{resource}").With("iam:PassedToService", "lambda.amazonaws.com");
        Assert.That(new[] { _dev, _prod }.Where(graph => Actor.Of(graph, "deploy").May(request)), Is.Empty);
    }

    [TestCase("ec2.amazonaws.com")]
    [TestCase("cloudformation.amazonaws.com")]
    [TestCase("ecs-tasks.amazonaws.com")]
    public void A_deployment_hands_no_role_to_a_service_that_the_stack_does_not_use(string service)
        => Assert.That(Deploy("prod").May(new Request("iam:PassRole", Role("prod", "convert")).With("iam:PassedToService", service)), Is.False);

    [TestCase("lambda:AddPermission", "arn:aws:lambda:us-east-1:123456789012:function:ecg-STACK-convert-1a2b3c4")]
    [TestCase("lambda:CreateFunctionUrlConfig", "arn:aws:lambda:us-east-1:123456789012:function:ecg-STACK-convert-1a2b3c4")]
    [TestCase("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:ecg-STACK-convert-1a2b3c4")]
    [TestCase("lambda:UpdateFunctionCode", "arn:aws:lambda:us-east-1:123456789012:function:another-team-1a2b3c4")]
    [TestCase("cloudformation:CreateStack", "arn:aws:cloudformation:us-east-1:123456789012:stack/ecg-STACK-x/1")]
    [TestCase("ec2:RunInstances", "arn:aws:ec2:us-east-1:123456789012:instance/*")]
    [TestCase("ssm:SendCommand", "arn:aws:ssm:us-east-1::document/AWS-RunShellScript")]
    [TestCase("ssm:GetParameter", "arn:aws:ssm:us-east-1:123456789012:parameter/another-team")]
    [TestCase("sts:AssumeRole", "arn:aws:iam::123456789012:role/Administrator")]
    [TestCase("sts:AssumeRole", "arn:aws:iam::123456789012:role/ecg-STACK-convert-1a2b3c4")]
    [TestCase("iam:CreateServiceLinkedRole", "arn:aws:iam::123456789012:role/aws-service-role/x")]
    [TestCase("logs:PutResourcePolicy", "*")]
    [TestCase("logs:DeleteResourcePolicy", "*")]
    [TestCase("logs:PutSubscriptionFilter", "arn:aws:logs:us-east-1:123456789012:log-group:ecg-STACK-convert-1a2b3c4")]
    [TestCase("logs:GetLogEvents", "arn:aws:logs:us-east-1:123456789012:log-group:another-team:log-stream:1")]
    [TestCase("glue:PutResourcePolicy", "arn:aws:glue:us-east-1:123456789012:catalog")]
    [TestCase("glue:DeleteTable", "arn:aws:glue:us-east-1:123456789012:table/another_team/x")]
    [TestCase("athena:GetQueryResults", "arn:aws:athena:us-east-1:123456789012:workgroup/ecg-STACK-analysts-1a2b3c4")]
    [TestCase("s3:CreateAccessPoint", "arn:aws:s3:us-east-1:123456789012:accesspoint/ecg-STACK-x")]
    [TestCase("s3:PutBucketPolicy", $"arn:aws:s3:::{StackUnderTest.StateBucket}")]
    [TestCase("s3:PutBucketVersioning", $"arn:aws:s3:::{StackUnderTest.StateBucket}")]
    [TestCase("s3:PutLifecycleConfiguration", $"arn:aws:s3:::{StackUnderTest.StateBucket}")]
    [TestCase("s3:PutObject", $"arn:aws:s3:::{StackUnderTest.StateBucket}/.pulumi/meta.yaml")]
    [TestCase("s3:DeleteObjectVersion", $"arn:aws:s3:::{StackUnderTest.StateBucket}/.pulumi/stacks/ecg-pipeline/STACK.json")]
    [TestCase("s3:GetObject", $"arn:aws:s3:::{StackUnderTest.StateBucket}/.pulumi/stacks/ecg-pipeline/STACK2.json")]
    public void No_role_reaches_out_of_its_stack(string action, string resource)
    {
        IEnumerable<string> reaching =
            from stack in Stacks
            let request = new Request(action, resource.Replace("STACK", stack, StringComparison.Ordinal)).With("iam:PassedToService", "lambda.amazonaws.com").With("iam:PermissionsBoundary", Boundary(stack))
            from actor in Actor.AllOf(Graph(stack))
            where May(actor, request)
            select $"{actor}";
        Assert.That(reaching, Is.Empty);
    }

    // The tags are what tells keys apart, so they must not be for the taking.
    [TestCase("kms:TagResource", null)]
    [TestCase("kms:TagResource", "prod")]
    [TestCase("kms:PutKeyPolicy", null)]
    [TestCase("kms:PutKeyPolicy", "prod")]
    [TestCase("kms:ScheduleKeyDeletion", "prod")]
    [TestCase("kms:CreateAlias", "prod")]
    public void A_deployment_of_dev_makes_no_key_its_own_that_is_not(string action, string? environment)
    {
        Request request = new Request(action, $"arn:aws:kms:us-east-1:{Cloud.Account}:key/another")
            .With("aws:RequestTag/project", ProjectFiles.Project).With("aws:RequestTag/environment", "dev");
        Assert.That(
            Deploy("dev").May(environment is null ? request : request.With("aws:ResourceTag/project", ProjectFiles.Project).With("aws:ResourceTag/environment", environment)),
            Is.False);
    }

    [TestCase("dev", true)]
    [TestCase("prod", false)]
    [TestCase(null, false)]
    public void A_deployment_makes_no_key_that_another_stack_would_take_for_its_own(string? environment, bool allowed)
    {
        Request request = new Request("kms:CreateKey", "*").With("aws:RequestTag/project", ProjectFiles.Project);
        Assert.That(Deploy("dev").May(environment is null ? request : request.With("aws:RequestTag/environment", environment)), Is.EqualTo(allowed));
    }

    [Test]
    public void A_stack_whose_name_begins_as_anothers_is_refused()
    {
        SettingsException? error = Assert.Throws<SettingsException>(() => PipelineSettings.Read("prod-eu", new FakeSettings()));
        Assert.That(error!.Problems.Single(), Does.Contain("would also cover 'prod-eu'"));
    }

    [TestCase("sqs:SetQueueAttributes", Types.Queue, "uploads")]
    [TestCase("lambda:UpdateFunctionCode", Types.Function, "convert")]
    [TestCase("iam:DeleteRole", Types.Role, "convert")]
    [TestCase("s3:PutBucketNotification", Types.Bucket, "raw")]
    [TestCase("sns:SetTopicAttributes", Types.Topic, "alerts")]
    [TestCase("glue:DeleteCrawler", Types.Crawler, "crawl")]
    [TestCase("ecr:PutImage", Types.Repository, "converter")]
    public void A_deployment_of_dev_changes_nothing_of_prod(string action, string type, string name)
    {
        Assert.That(Deploy("dev").May(new Request(action, _prod.The(type, name).Known("arn"))), Is.False);
        Assert.That(Deploy("prod").May(new Request(action, _prod.The(type, name).Known("arn"))), Is.True, "prod itself may");
    }

    [TestCase("s3:GetObject", "stacks/ecg-pipeline/prod.json")]
    [TestCase("s3:PutObject", "stacks/ecg-pipeline/prod.json")]
    [TestCase("s3:DeleteObject", "locks/organization/ecg-pipeline/prod/1.json")]
    [TestCase("s3:GetObject", "history/ecg-pipeline/prod/prod-1.history.json")]
    [TestCase("s3:GetObject", "stacks/another-project/dev.json")]
    public void Dev_neither_reads_nor_writes_the_state_of_another_stack_or_project(string action, string path)
    {
        var request = new Request(action, $"arn:aws:s3:::{StackUnderTest.StateBucket}/.pulumi/{path}");
        Assert.That(Deploy("dev").May(request), Is.False);
        Assert.That(Actor.Of(_dev, "preview").May(request), Is.False);
    }

    [Test]
    public void Each_stack_uses_its_own_state_and_key()
    {
        Assert.That(Deploy("dev").May(new Request("s3:PutObject", $"arn:aws:s3:::{StackUnderTest.StateBucket}/.pulumi/stacks/ecg-pipeline/dev.json")), Is.True);
        Assert.That(Actor.Of(_dev, "preview").May(new Request("s3:GetObject", $"arn:aws:s3:::{StackUnderTest.StateBucket}/.pulumi/stacks/ecg-pipeline/dev.json")), Is.True);
        Assert.That(Deploy("dev").May(new Request("kms:Decrypt", StackUnderTest.Dev.Setting("stateKeyArn"))), Is.True);
        Assert.That(Deploy("dev").May(new Request("kms:Decrypt", StackUnderTest.Prod.Setting("stateKeyArn"))), Is.False);
    }

    [Test]
    public void No_role_of_production_takes_data_away([Values("prod", "regulated")] string stack, [Values("raw", "processed")] string bucket, [ValueSource(nameof(TakingAway))] string action)
    {
        string arn = Graph(stack).The(Types.Bucket, bucket).Known("arn");
        foreach (Actor actor in Actor.AllOf(Graph(stack)))
        {
            Assert.That(actor.May(new Request(action, arn)), Is.False, $"{actor}");
            Assert.That(actor.May(new Request(action, $"{arn}/icu/A0001.mat")), Is.False, $"{actor}");
            Assert.That(actor.AsAdministrator().May(new Request(action, arn)), Is.False, $"{actor} with every permission");
            Assert.That(actor.AsAdministrator().May(new Request(action, $"{arn}/icu/A0001.mat")), Is.False, $"{actor} with every permission");
        }
    }

    [Test]
    public void No_role_of_production_deletes_or_replaces_a_recording([Values("prod", "regulated")] string stack, [Values("s3:DeleteObject", "s3:PutObject")] string action)
    {
        var request = new Request(action, $"{Graph(stack).The(Types.Bucket, "raw").Known("arn")}/icu/A0001.mat");
        Assert.That(Actor.AllOf(Graph(stack)).Where(actor => May(actor, request)), Is.Empty);
    }

    [TestCase("glue:DeleteTable", "table/ecg_prod/records")]
    [TestCase("glue:DeleteDatabase", "database/ecg_prod")]
    public void No_role_of_production_drops_a_table_or_its_database(string action, string resource)
    {
        var request = new Request(action, $"arn:aws:glue:us-east-1:{Cloud.Account}:{resource}");
        Assert.That(Actor.AllOf(_prod).Where(actor => May(actor, request)), Is.Empty);
        Assert.That(Deploy("dev").May(new Request(action, request.Resource.Replace("prod", "dev", StringComparison.Ordinal))), Is.True, "dev may be destroyed");
    }

    [TestCase("s3:GetObject", "raw", "icu/A0001.mat")]
    [TestCase("s3:GetObject", "processed", "records/dataset=icu/1-A0001.parquet")]
    [TestCase("s3:DeleteObject", "processed", "records/dataset=icu/1-A0001.parquet")]
    [TestCase("s3:GetObject", "query-results", "1.csv")]
    public void A_deployment_that_tries_its_stack_touches_no_other_dataset(string action, string bucket, string key)
        => Assert.That(Deploy("prod").May(new Request(action, $"{_prod.The(Types.Bucket, bucket).Known("arn")}/{key}")), Is.False);

    [TestCase("sns:Publish", "cloudwatch.amazonaws.com", "arn:aws:cloudwatch:us-east-1:999999999999:alarm:ecg-prod-x")]
    [TestCase("sns:Publish", "budgets.amazonaws.com", "arn:aws:budgets::999999999999:budget/x")]
    [TestCase("sns:Publish", "events.amazonaws.com", "arn:aws:events:us-east-1:999999999999:rule/x")]
    public void Another_account_publishes_nothing_to_the_topic(string action, string service, string source)
    {
        Request request = new Request(action, _prod.The(Types.Topic, "alerts").Known("arn"))
            .With("aws:SourceAccount", "999999999999").With("aws:SourceArn", source).With("aws:SecureTransport", "true");
        IEnumerable<WrittenStatement> spoken = WrittenStatement.Of(_prod.The(Types.TopicPolicy, "alerts")).Where(statement => statement.Principals.Contains($"Service {service}"));
        Assert.That(PolicyEvaluator.Allows(spoken, request), Is.False);
    }

    [Test]
    public void A_service_takes_a_role_on_for_this_account_alone()
    {
        foreach (Actor actor in Actor.AllOf(_regulated).Where(actor => actor.Boundary is not null))
        {
            var request = new Request("sts:AssumeRole", actor.Role.Known("arn"));
            WrittenStatement[] trust = [.. WrittenStatement.Of(actor.Role)];
            Assert.That(PolicyEvaluator.Allows(trust, request), Is.False, $"{actor}, for nobody knows whom");
            Assert.That(PolicyEvaluator.Allows(trust, request.With("aws:SourceAccount", "999999999999")), Is.False, $"{actor}");
            Assert.That(PolicyEvaluator.Allows(trust, request.With("aws:SourceAccount", Cloud.Account)), Is.True, $"{actor}");
        }
    }

    [TestCase("repository_id", "1", "whoever got the name next")]
    [TestCase("repository", "intruder/ecg-pipeline", "a fork")]
    [TestCase("ref", "refs/heads/feature", "another branch")]
    [TestCase("environment", "dev", "another environment")]
    [TestCase("sub", "repo:example-org/ecg-pipeline:pull_request", "a pull request")]
    [TestCase("sub", "repo:example-org/ecg-pipeline:ref:refs/heads/main", "a job past the approval")]
    [TestCase("job_workflow_ref", "example-org/ecg-pipeline/.github/workflows/other.yml@refs/heads/main", "another workflow")]
    [TestCase("job_workflow_ref", "example-org/ecg-pipeline/.github/workflows/deploy.yml@refs/heads/feature", "the workflow as a branch has it")]
    [TestCase("aud", "https://github.com/example-org", "a token for somebody else")]
    public void Only_an_approved_merge_deploys(string claim, string value, string who)
        => Assert.That(PolicyEvaluator.Allows(Trust("prod", "deploy"), Merge("repo:example-org/ecg-pipeline:environment:prod").With($"{Issuer}:{claim}", value)), Is.False, who);

    // The pattern of the new form has a wildcard, and an environment may be called anything.
    [Test]
    public void A_repository_of_the_same_owner_names_no_environment_so_that_it_deploys()
    {
        Request forged = Merge("repo:example-org@4711/other@42:environment:x/ecg-pipeline@987654321:environment:prod");
        Assert.That(PolicyEvaluator.Allows(Trust("prod", "deploy"), forged.With($"{Issuer}:repository_id", "42")), Is.False);
        Assert.That(PolicyEvaluator.Allows(Trust("prod", "deploy"), forged.With($"{Issuer}:repository", "example-org/other")), Is.False);
    }

    [TestCase("preview", "repository", "intruder/ecg-pipeline")]
    [TestCase("preview", "sub", "repo:example-org/ecg-pipeline:ref:refs/heads/main")]
    [TestCase("preview", "job_workflow_ref", "example-org/ecg-pipeline/.github/workflows/ci.yml@refs/pull/7/merge")]
    [TestCase("preview", "job_workflow_ref", "intruder/ecg-pipeline/.github/workflows/preview.yml@refs/pull/7/merge")]
    [TestCase("plan", "sub", "repo:example-org/ecg-pipeline:pull_request")]
    [TestCase("plan", "ref", "refs/pull/7/merge")]
    [TestCase("plan", "job_workflow_ref", "example-org/ecg-pipeline/.github/workflows/preview.yml@refs/heads/main")]
    public void Nobody_else_previews_or_plans(string role, string claim, string value)
    {
        Request meant = role == "preview"
            ? Merge("repo:example-org/ecg-pipeline:pull_request").With($"{Issuer}:job_workflow_ref", "example-org/ecg-pipeline/.github/workflows/preview.yml@refs/pull/7/merge")
            : Merge("repo:example-org/ecg-pipeline:ref:refs/heads/main");
        Assert.That(PolicyEvaluator.Allows(Trust("prod", role), meant), Is.True, "who is meant");
        Assert.That(PolicyEvaluator.Allows(Trust("prod", role), meant.With($"{Issuer}:{claim}", value)), Is.False);
    }

    [TestCase("repo:example-org/ecg-pipeline:environment:prod")]
    [TestCase("repo:example-org@4711/ecg-pipeline@987654321:environment:prod")]
    public void An_approved_merge_deploys_with_either_form_of_the_subject(string subject)
        => Assert.That(PolicyEvaluator.Allows(Trust("prod", "deploy"), Merge(subject)), Is.True);

    [Test]
    public void The_boundary_leaves_every_role_what_its_policies_grant([ValueSource(nameof(Stacks))] string stack)
    {
        IEnumerable<string> lost =
            from actor in Actor.AllOf(Graph(stack))
            where actor.Boundary is not null
            from statement in actor.Granted
            where statement.Allows
            from action in statement.Actions
            from resource in statement.Resources
            let request = new Request(action, resource)
            where !PolicyEvaluator.Allows(actor.Boundary!, request)
            select $"{actor}: {action} {resource}";
        Assert.That(lost, Is.Empty);
    }

    [Test]
    public void A_deployment_still_changes_the_roles_that_are_the_stacks([ValueSource(nameof(Stacks))] string stack)
    {
        foreach (string action in new[] { "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:TagRole", "iam:DeleteRole" })
        {
            Assert.That(Deploy(stack).May(new Request(action, Role(stack, "convert")).With("iam:PermissionsBoundary", Boundary(stack))), Is.True, action);
        }

        Assert.That(Deploy(stack).May(new Request("iam:PassRole", Role(stack, "convert")).With("iam:PassedToService", "lambda.amazonaws.com")), Is.True);
    }

    // A deployment may give a role with the boundary any policy.
    private static bool May(Actor actor, Request request) => actor.May(request) || actor.Boundary is not null && actor.AsAdministrator().May(request);

    private static Request Merge(string subject) => new Request("sts:AssumeRoleWithWebIdentity", "")
        .With($"{Issuer}:aud", "sts.amazonaws.com")
        .With($"{Issuer}:sub", subject)
        .With($"{Issuer}:repository", StackUnderTest.Repository)
        .With($"{Issuer}:repository_id", StackUnderTest.RepositoryId)
        .With($"{Issuer}:environment", "prod")
        .With($"{Issuer}:ref", "refs/heads/main")
        .With($"{Issuer}:job_workflow_ref", $"{StackUnderTest.Repository}/.github/workflows/deploy.yml@refs/heads/main");

    private static string NewRole(string stack) => $"arn:aws:iam::{Cloud.Account}:role/ecg-{stack}-intruder-1a2b3c4";

    private StackGraph Graph(string stack) => stack switch { "dev" => _dev, "prod" => _prod, _ => _regulated };

    private Actor Deploy(string stack) => Actor.Of(Graph(stack), "deploy");

    private string Role(string stack, string name) => Graph(stack).The(Types.Role, name).Known("arn");

    private string Boundary(string stack) => Graph(stack).The(Types.Policy, "boundary").Known("arn");

    private IReadOnlyList<WrittenStatement> Trust(string stack, string role) => [.. WrittenStatement.Of(Graph(stack).The(Types.Role, role))];
}
