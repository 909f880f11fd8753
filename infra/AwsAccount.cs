using Pulumi;
using Aws = Pulumi.Aws;

namespace Infra;

/// <summary>The account, region and partition that the stack is deployed to.</summary>
/// <param name="Id">The account's 12 digits.</param>
/// <param name="Region">The region, such as <c>eu-central-1</c>.</param>
/// <param name="Partition">The partition that every ARN begins with: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</param>
internal sealed record AwsAccount(Output<string> Id, Output<string> Region, Output<string> Partition)
{
    /// <summary>Gets the account, region and partition from the provider.</summary>
    public static AwsAccount Current() => new(
        Aws.GetCallerIdentity.Invoke().Apply(identity => identity.AccountId),
        Aws.GetRegion.Invoke().Apply(region => region.Region),
        Aws.GetPartition.Invoke().Apply(partition => partition.Partition));

    /// <summary>The host of the partition's console; each region's console is a subdomain of it.</summary>
    public Output<string> Console => Partition.Apply(partition => partition switch
    {
        "aws-cn" => "console.amazonaws.cn",
        "aws-us-gov" => "console.amazonaws-us-gov.com",
        _ => "console.aws.amazon.com",
    });

    /// <summary>Returns the ARN of a resource in this account and region.</summary>
    public Output<string> Arn(string service, Input<string> resource) =>
        Output.Format($"arn:{Partition}:{service}:{Region}:{Id}:{resource}");

    /// <summary>Returns the ARNs that Glue checks when databases and all of their tables are used.</summary>
    /// <param name="names">The databases; <c>*</c> is a wildcard.</param>
    public IReadOnlyList<Input<string>> Databases(params IReadOnlyList<Input<string>> names) =>
    [
        Arn("glue", "catalog"),
        .. names.SelectMany(name => new Input<string>[] { Arn("glue", Output.Format($"database/{name}")), Arn("glue", Output.Format($"table/{name}/*")) }),
    ];

    /// <summary>Returns the ARN of a resource in this account whose service is global.</summary>
    public Output<string> GlobalArn(string service, Input<string> resource) =>
        Output.Format($"arn:{Partition}:{service}::{Id}:{resource}");

    /// <summary>Returns the ARN of a bucket, or of objects in one; bucket ARNs contain no account.</summary>
    public Output<string> BucketArn(Input<string> bucket) => Output.Format($"arn:{Partition}:s3:::{bucket}");
}
