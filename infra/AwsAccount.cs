using Pulumi;
using Aws = Pulumi.Aws;

namespace Infra;

/// <summary>Where the stack is deployed: the account, the region and the partition that the credentials lead to.</summary>
/// <param name="Id">The account's twelve digits.</param>
/// <param name="Region">The region, such as <c>eu-central-1</c>.</param>
/// <param name="Partition">The partition that every ARN begins with: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</param>
internal sealed record AwsAccount(Output<string> Id, Output<string> Region, Output<string> Partition)
{
    /// <summary>Asks the provider where it is.</summary>
    public static AwsAccount Current() => new(
        Aws.GetCallerIdentity.Invoke().Apply(identity => identity.AccountId),
        Aws.GetRegion.Invoke().Apply(region => region.Region),
        Aws.GetPartition.Invoke().Apply(partition => partition.Partition));

    /// <summary>The host of the partition's console; a region's own is below it.</summary>
    public Output<string> Console => Partition.Apply(partition => partition switch
    {
        "aws-cn" => "console.amazonaws.cn",
        "aws-us-gov" => "console.amazonaws-us-gov.com",
        _ => "console.aws.amazon.com",
    });

    /// <summary>The ARN of something in this account and region.</summary>
    public Output<string> Arn(string service, Input<string> resource) =>
        Output.Format($"arn:{Partition}:{service}:{Region}:{Id}:{resource}");

    /// <summary>The ARNs that Glue asks for where databases and all of their tables are used.</summary>
    /// <param name="names">The databases; a <c>*</c> stands for any letters.</param>
    public IReadOnlyList<Input<string>> Databases(params IReadOnlyList<Input<string>> names) =>
    [
        Arn("glue", "catalog"),
        .. names.SelectMany(name => new Input<string>[] { Arn("glue", Output.Format($"database/{name}")), Arn("glue", Output.Format($"table/{name}/*")) }),
    ];

    /// <summary>The ARN of something in this account whose service knows no regions.</summary>
    public Output<string> GlobalArn(string service, Input<string> resource) =>
        Output.Format($"arn:{Partition}:{service}::{Id}:{resource}");

    /// <summary>The ARN of a bucket, or of objects in one: buckets belong to no account by their names.</summary>
    public Output<string> BucketArn(Input<string> bucket) => Output.Format($"arn:{Partition}:s3:::{bucket}");
}
