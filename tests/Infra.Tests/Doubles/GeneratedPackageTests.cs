using System.Collections.Immutable;
using System.Reflection;
using NUnit.Framework;
using Pulumi;
using Aws = Pulumi.Aws;
using Awsx = Pulumi.Awsx;

namespace Infra.Tests.Doubles;

/// <summary>What the real packages' classes look like, one of each kind of member: the generated ones must be the same.</summary>
[TestFixture]
public class GeneratedPackageTests
{
    private static IEnumerable<TestCaseData> Members()
    {
        yield return new(typeof(Aws.Sqs.QueueArgs), "DelaySeconds", typeof(Input<int>), true);
        yield return new(typeof(Aws.CloudWatch.MetricAlarmArgs), "Threshold", typeof(Input<double>), true);
        yield return new(typeof(Aws.CloudWatch.MetricAlarmArgs), "AlarmActions", typeof(InputList<string>), false);
        yield return new(typeof(Aws.S3.BucketArgs), "BucketName", typeof(Input<string>), true);
        yield return new(typeof(Aws.S3.BucketArgs), "Tags", typeof(InputMap<string>), false);
        yield return new(typeof(Aws.S3.BucketNotificationArgs), "Bucket", typeof(Input<string>), false);
        yield return new(typeof(Aws.S3.BucketNotificationArgs), "Queues", typeof(InputList<Aws.S3.Inputs.BucketNotificationQueueArgs>), false);
        yield return new(typeof(Aws.Iam.RolePolicyArgs), "Policy", typeof(InputUnion<string, Aws.Iam.Inputs.PolicyDocumentArgs>), false);
        yield return new(typeof(Aws.Iam.RolePolicyArgs), "Role", typeof(Input<string>), false);
        yield return new(typeof(Aws.Iam.PolicyArgs), "PolicyDocument", typeof(InputUnion<string, Aws.Iam.Inputs.PolicyDocumentArgs>), false);
        yield return new(typeof(Aws.Sqs.QueuePolicyArgs), "Policy", typeof(InputUnion<string, Aws.Sqs.Inputs.PolicyDocumentArgs>), false);
        yield return new(typeof(Aws.Sqs.Inputs.PolicyDocumentArgs), "Statement", typeof(InputList<Aws.Iam.Inputs.PolicyStatementArgs>), false);
        yield return new(typeof(Aws.Sqs.RedriveAllowPolicyArgs), "RedriveAllowPolicyName", typeof(Input<string>), false);
        yield return new(typeof(Aws.Lambda.FunctionArgs), "Runtime", typeof(InputUnion<string, Aws.Lambda.Runtime>), true);
        yield return new(typeof(Aws.Lambda.FunctionArgs), "Code", typeof(Input<Archive>), true);
        yield return new(typeof(Aws.Lambda.FunctionArgs), "TracingConfig", typeof(Input<Aws.Lambda.Inputs.FunctionTracingConfigArgs>), true);
        yield return new(typeof(Aws.Ssm.ParameterArgs), "Value", typeof(Input<string>), true);
        yield return new(typeof(Aws.Athena.Inputs.WorkgroupConfigurationArgs), "BytesScannedCutoffPerQuery", typeof(Input<int>), true);
        yield return new(typeof(Aws.GetRegionArgs), "Region", typeof(string), true);
        yield return new(typeof(Aws.GetRegionInvokeArgs), "Region", typeof(Input<string>), true);
        yield return new(typeof(Awsx.Ecr.ImageArgs), "RepositoryUrl", typeof(Input<string>), false);
        yield return new(typeof(Awsx.Ecr.ImageArgs), "Args", typeof(InputMap<string>), false);
        yield return new(typeof(Awsx.Ecr.ImageArgs), "BuilderVersion", typeof(Awsx.Ecr.BuilderVersion?), true);
        yield return new(typeof(Awsx.Ecr.Image), "ImageUri", typeof(Output<string>), false);
        yield return new(typeof(Aws.S3.Bucket), "ForceDestroy", typeof(Output<bool?>), false);
        yield return new(typeof(Aws.S3.Bucket), "Tags", typeof(Output<ImmutableDictionary<string, string>>), false);
        yield return new(typeof(Aws.Lambda.Function), "Runtime", typeof(Output<string>), false);
        yield return new(typeof(Aws.Lambda.Function), "Architectures", typeof(Output<ImmutableArray<string>>), false);
        yield return new(typeof(Aws.Lambda.Function), "TracingConfig", typeof(Output<Aws.Lambda.Outputs.FunctionTracingConfig>), false);
    }

    [TestCaseSource(nameof(Members))]
    public void Has_the_members_of_the_real_package(Type type, string name, Type memberType, bool isNullable)
    {
        PropertyInfo? property = type.GetProperty(name);
        Assert.That(property?.PropertyType, Is.EqualTo(memberType));
        Assert.That(new NullabilityInfoContext().Create(property!).ReadState == NullabilityState.Nullable, Is.EqualTo(isNullable));
    }

    [Test]
    public void Needs_arguments_where_one_is_required_and_none_where_not()
    {
        Assert.That(typeof(Aws.Sqs.Queue).GetConstructors().Single().GetParameters()[1].HasDefaultValue, Is.True);
        Assert.That(typeof(Aws.Sqs.QueuePolicy).GetConstructors().Single().GetParameters()[1].HasDefaultValue, Is.False);
    }

    [Test]
    public void Warns_of_deprecated_properties()
        => Assert.That(typeof(Aws.S3.BucketArgs).GetProperty("Acl")!.GetCustomAttribute<ObsoleteAttribute>()?.Message, Does.Contain("BucketAcl"));

    [Test]
    public void Has_named_values_that_are_text()
    {
        Assert.That((string)Aws.Lambda.Runtime.Dotnet10, Is.EqualTo("dotnet10"));
        Aws.Lambda.Runtime again = Aws.Lambda.Runtime.Dotnet10;
        Assert.That(Aws.Lambda.Runtime.Dotnet10, Is.EqualTo(again));
        Assert.That(Aws.Lambda.Runtime.Dotnet10 == Aws.Lambda.Runtime.Dotnet8, Is.False);
    }

    [Test]
    public void Gives_a_component_of_a_package_to_the_package_to_build()
        => Assert.That(typeof(Awsx.Ecr.Image).BaseType, Is.EqualTo(typeof(ComponentResource)));
}
