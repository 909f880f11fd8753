using Infra.Tests.Graph;
using Infra.Tests.Rules;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests.Access;

/// <summary>What somebody would try in a stack with patients' data: an analyst who wants to see who they are, a deployment that does not want to be watched.</summary>
[TestFixture]
[NonParallelizable]
public sealed class SafeguardTests
{
    private const string Row = "records/dataset=icu/data/1.parquet";

    private StackGraph _regulated = null!;

    [OneTimeSetUp]
    public async Task Deploy() => _regulated = await StackGraph.OfAsync(StackUnderTest.Regulated);

    [TestCase("s3:GetObject", "processed", $"tables/{Row}")]
    [TestCase("s3:GetObject", "processed", "tables/annotations/dataset=icu/data/1.parquet")]
    [TestCase("s3:GetObject", "processed", $"incoming/{Row}")]
    [TestCase("s3:GetObject", "raw", "icu/A0001.hea")]
    [TestCase("s3:GetObject", "query-results", "full-access/1.csv")]
    [TestCase("s3:GetObject", "query-results", "publishing/1.csv")]
    [TestCase("s3:GetObject", "audit", "access/raw/1")]
    [TestCase("s3:PutObject", "query-results", "full-access/1.csv")]
    public void An_analyst_reads_no_file_that_may_hold_what_is_hidden(string action, string bucket, string key)
        => Assert.That(Analyst("analysts", action, $"{_regulated.The(Types.Bucket, bucket).Known("arn")}/{key}"), Is.False);

    [TestCase("athena:GetQueryResults")]
    [TestCase("athena:StartQueryExecution")]
    [TestCase("athena:ListQueryExecutions")]
    public void An_analyst_uses_no_workgroup_of_those_who_see_everything(string action)
        => Assert.That(Analyst("analysts", action, _regulated.The(Types.Workgroup, "full-access").Known("arn")), Is.False);

    [Test]
    public void An_analyst_is_shown_tables_by_Lake_Formation_and_keeps_own_results()
    {
        Assert.That(Analyst("analysts", "lakeformation:GetDataAccess", "*"), Is.True);
        Assert.That(Analyst("analysts", "athena:StartQueryExecution", _regulated.The(Types.Workgroup, "analysts").Known("arn")), Is.True);
        Assert.That(Analyst("analysts", "s3:GetObject", $"{_regulated.The(Types.Bucket, "query-results").Known("arn")}/analysts/1.csv"), Is.True);
    }

    [Test]
    public void Who_needs_the_columns_about_patients_reads_the_tables_but_no_recording()
    {
        Assert.That(Analyst("full-access", "s3:GetObject", $"{_regulated.The(Types.Bucket, "processed").Known("arn")}/tables/{Row}"), Is.True);
        Assert.That(Analyst("full-access", "s3:GetObject", $"{_regulated.The(Types.Bucket, "raw").Known("arn")}/icu/A0001.hea"), Is.False);
    }

    [TestCase("cloudtrail:DeleteTrail", Types.Trail, "audit")]
    [TestCase("cloudtrail:StopLogging", Types.Trail, "audit")]
    [TestCase("cloudtrail:PutEventSelectors", Types.Trail, "audit")]
    [TestCase("cloudtrail:UpdateTrail", Types.Trail, "audit")]
    [TestCase("logs:DeleteLogGroup", Types.LogGroup, "convert")]
    [TestCase("logs:PutRetentionPolicy", Types.LogGroup, "convert")]
    [TestCase("s3:PutBucketLogging", Types.Bucket, "raw")]
    [TestCase("s3:PutEncryptionConfiguration", Types.Bucket, "processed")]
    [TestCase("s3:PutLifecycleConfiguration", Types.Bucket, "audit")]
    [TestCase("s3:PutBucketPolicy", Types.Bucket, "audit")]
    [TestCase("iam:DeleteRole", Types.Role, "replicate")]
    [TestCase("iam:PutRolePolicy", Types.Role, "column-access")]
    [TestCase("iam:CreatePolicyVersion", Types.Policy, "full-access")]
    [TestCase("lakeformation:GrantPermissions", Types.Database, "lake")]
    [TestCase("lakeformation:DeregisterResource", Types.Database, "lake")]
    [TestCase("kms:ScheduleKeyDeletion", Types.Key, "data")]
    [TestCase("kms:DisableKey", Types.Key, "data")]
    [TestCase("kms:PutKeyPolicy", Types.Key, "data")]
    public void A_deployment_neither_stops_being_watched_nor_takes_a_safeguard_away(string action, string type, string name)
    {
        ResourceNode target = _regulated.The(type, name);
        var deploy = Actor.Of(_regulated, "deploy");
        Request request = new Request(action, target.Known("arn")).With("aws:ResourceTag/project", ProjectFiles.Project).With("aws:ResourceTag/environment", "regulated")
            .With("iam:PermissionsBoundary", _regulated.The(Types.Policy, "boundary").Known("arn"));
        bool refused = type == Types.Key && PolicyEvaluator.Refuses(WrittenStatement.Of(target), request.With("aws:PrincipalArn", deploy.Role.Known("arn")));
        Assert.That(deploy.May(request) && !refused, Is.False);
    }

    [TestCase(null, false)]
    [TestCase("ec2.us-east-1.amazonaws.com", false)]
    [TestCase("ecr.us-east-1.amazonaws.com", true)]
    public void A_deployment_grants_the_key_to_nobody_but_the_registry(string? through, bool allowed)
    {
        var request = new Request("kms:CreateGrant", SafeguardRules.DataKey(_regulated));
        Assert.That(Actor.Of(_regulated, "deploy").May(through is null ? request : request.With("kms:ViaService", through)), Is.EqualTo(allowed));
    }

    [Test]
    public void A_role_of_the_stack_deletes_no_log([Values("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject")] string action)
        => Assert.That(Actor.AllOf(_regulated).Where(actor => actor.May(new Request(action, $"{_regulated.The(Types.Bucket, "audit").Known("arn")}/access/raw/1"))), Is.Empty);

    [TestCase("logging.s3.amazonaws.com", "s3:PutObject", "access/raw/1", "aws:SourceAccount", "999999999999")]
    [TestCase("cloudtrail.amazonaws.com", "s3:PutObject", "trail/AWSLogs/123456789012/1", "aws:SourceArn", "arn:aws:cloudtrail:us-east-1:999999999999:trail/ecg-regulated-x")]
    public void Another_account_writes_no_log(string service, string action, string key, string fact, string value)
    {
        Request request = new Request(action, $"{_regulated.The(Types.Bucket, "audit").Known("arn")}/{key}")
            .With("aws:SourceAccount", Cloud.Account).With("aws:SourceArn", "arn:aws:s3:::ecg-regulated-raw-1a2b3c4").With("s3:x-amz-acl", "bucket-owner-full-control")
            .With("aws:SecureTransport", "true").With("s3:TlsVersion", "1.3").With(fact, value);
        IEnumerable<WrittenStatement> spoken = WrittenStatement.Of(_regulated.The(Types.BucketPolicy, "audit")).Where(statement => statement.Principals.SequenceEqual([$"Service {service}"]));
        Assert.That(PolicyEvaluator.Allows(spoken, request), Is.False);
    }

    [TestCase("1.1", true)]
    [TestCase("1.2", false)]
    [TestCase("1.3", false)]
    public void Nobody_reads_over_an_old_TLS(string version, bool refused)
    {
        Request request = new Request("s3:GetObject", $"{_regulated.The(Types.Bucket, "raw").Known("arn")}/icu/A0001.mat").With("aws:SecureTransport", "true").With("s3:TlsVersion", version);
        Assert.That(PolicyEvaluator.Refuses(WrittenStatement.Of(_regulated.The(Types.BucketPolicy, "raw")), request), Is.EqualTo(refused));
    }

    private bool Analyst(string policy, string action, string resource) =>
        PolicyEvaluator.Allows(WrittenStatement.Of(_regulated.The(Types.Policy, policy)), new Request(action, resource));
}
