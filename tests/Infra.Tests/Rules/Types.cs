namespace Infra.Tests.Rules;

/// <summary>The types that rules speak of.</summary>
internal static class Types
{
    internal const string Bucket = "aws:s3/bucket:Bucket";
    internal const string BucketEncryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    internal const string BucketLifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    internal const string BucketNotification = "aws:s3/bucketNotification:BucketNotification";
    internal const string BucketOwnership = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
    internal const string BucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
    internal const string BucketPublicAccess = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    internal const string BucketVersioning = "aws:s3/bucketVersioning:BucketVersioning";
    internal const string BucketLogging = "aws:s3/bucketLogging:BucketLogging";
    internal const string BucketLock = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    internal const string BucketReplication = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
    internal const string Trail = "aws:cloudtrail/trail:Trail";
    internal const string LakePermissions = "aws:lakeformation/permissions:Permissions";
    internal const string LakeOptIn = "aws:lakeformation/optIn:OptIn";
    internal const string LakeResource = "aws:lakeformation/resource:Resource";
    internal const string Queue = "aws:sqs/queue:Queue";
    internal const string QueuePolicy = "aws:sqs/queuePolicy:QueuePolicy";
    internal const string RedriveAllow = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";
    internal const string Function = "aws:lambda/function:Function";
    internal const string EventSource = "aws:lambda/eventSourceMapping:EventSourceMapping";
    internal const string LogResourcePolicy = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
    internal const string LogGroup = "aws:cloudwatch/logGroup:LogGroup";
    internal const string Repository = "aws:ecr/repository:Repository";
    internal const string ImageLifecycle = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
    internal const string Image = "awsx:ecr:Image";
    internal const string Role = "aws:iam/role:Role";
    internal const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";
    internal const string Policy = "aws:iam/policy:Policy";
    internal const string PolicyAttachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    internal const string OidcProvider = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
    internal const string Parameter = "aws:ssm/parameter:Parameter";
    internal const string Database = "aws:glue/catalogDatabase:CatalogDatabase";
    internal const string Table = "aws:glue/catalogTable:CatalogTable";
    internal const string TableOptimizer = "aws:glue/catalogTableOptimizer:CatalogTableOptimizer";
    internal const string StateMachine = "aws:sfn/stateMachine:StateMachine";
    internal const string Schedule = "aws:scheduler/schedule:Schedule";
    internal const string Crawler = "aws:glue/crawler:Crawler";
    internal const string Workgroup = "aws:athena/workgroup:Workgroup";
    internal const string NamedQuery = "aws:athena/namedQuery:NamedQuery";
    internal const string Topic = "aws:sns/topic:Topic";
    internal const string TopicPolicy = "aws:sns/topicPolicy:TopicPolicy";
    internal const string Subscription = "aws:sns/topicSubscription:TopicSubscription";
    internal const string Key = "aws:kms/key:Key";
    internal const string Alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    internal const string EventRule = "aws:cloudwatch/eventRule:EventRule";
    internal const string EventTarget = "aws:cloudwatch/eventTarget:EventTarget";
    internal const string Dashboard = "aws:cloudwatch/dashboard:Dashboard";
    internal const string Budget = "aws:budgets/budget:Budget";
    internal const string SlackChannel = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration";
}
