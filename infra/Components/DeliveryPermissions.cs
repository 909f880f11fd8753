using Ecg;
using Infra.Policies;
using Infra.Settings;
using Pulumi;

namespace Infra.Components;

/// <summary>
/// The permissions of the workflows' roles. They are limited to resources whose names begin with the stack's prefix, which no other
/// stack shares, because stack names contain no hyphens; and to the API calls that the provider makes for the declared resources.
/// </summary>
/// <param name="scope">The names, tags and account that the stack's resources share.</param>
/// <param name="settings">The repository, and the location of its state.</param>
/// <param name="boundary">The ARN of the permissions boundary of every role that a deployment creates.</param>
internal sealed class DeliveryPermissions(StackScope scope, GitHubSettings settings, Input<string> boundary)
{
    /// <summary>The dataset of the test recording; <c>.github/scripts/smoke-test.sh</c> uses the same name.</summary>
    private const string TrialDataset = "smoke-test";

    private readonly AwsAccount _account = scope.Account;

    /// <summary>
    /// Reads configuration: no object, no message, no parameter. A pull request runs unreviewed code, so its author can read
    /// whatever this role can.
    /// </summary>
    public PolicyDocument Reads()
    {
        List<Statement> statements =
        [
            Allow("Buckets", [Bucket("")],
                "s3:GetAccelerateConfiguration", "s3:GetBucketAcl", "s3:GetBucketCORS", "s3:GetBucketLocation", "s3:GetBucketLogging",
                "s3:GetBucketNotification", "s3:GetBucketObjectLockConfiguration", "s3:GetBucketOwnershipControls", "s3:GetBucketPolicy",
                "s3:GetBucketPublicAccessBlock", "s3:GetBucketRequestPayment", "s3:GetBucketTagging", "s3:GetBucketVersioning",
                "s3:GetBucketWebsite", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration",
                "s3:ListBucket", "s3:ListTagsForResource"),
            Allow("Queues", [Queue], "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"),
            Allow("Images", [Repository], "ecr:DescribeRepositories", "ecr:GetLifecyclePolicy", "ecr:GetRepositoryPolicy", "ecr:ListTagsForResource"),
            Allow("Functions", [Function],
                "lambda:GetFunction", "lambda:GetFunctionCodeSigningConfig", "lambda:GetFunctionConcurrency", "lambda:GetFunctionConfiguration",
                "lambda:GetPolicy", "lambda:ListTags", "lambda:ListVersionsByFunction"),
            Allow("Mappings", [Mapping], "lambda:ListTags"),
            Allow("Logs", [AnyLogGroup], "logs:DescribeLogGroups"),
            Allow("LogTags", LogGroups, "logs:ListTagsForResource"),
            Allow("Roles", [Role],
                "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies",
                "iam:ListRoleTags"),
            Allow("Policies", [Policy], "iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyTags", "iam:ListPolicyVersions"),
            Allow("Federation", [Federation], "iam:GetOpenIDConnectProvider"),
            Allow("Queries", [Workgroup], "athena:GetNamedQuery", "athena:GetWorkGroup", "athena:ListTagsForResource"),
            Allow("Topics", [Topic], "sns:GetSubscriptionAttributes", "sns:GetTopicAttributes", "sns:ListTagsForResource"),
            Allow("Alarms", [AnyAlarm], "cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"),
            Allow("Dashboards", [Dashboard], "cloudwatch:GetDashboard"),
            Allow("Rules", [Rule], "events:DescribeRule", "events:ListTagsForResource", "events:ListTargetsByRule"),
            Allow("Budgets", [Budget], "budgets:ListTagsForResource", "budgets:ViewBudget"),
            Allow("Parameters", [Parameter], "ssm:ListTagsForResource"),
            Allow("Slack", [SlackChannel], "chatbot:ListTagsForResource"),
            Allow("Keys", [Key], OwnKey, "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"),
            Allow("EventSources", [Everything], OwnFunction, "lambda:GetEventSourceMapping"),

            // AWS has no resource-level permissions for these.
            Allow("Lists", [Everything],
                "chatbot:DescribeSlackChannelConfigurations", "ecr:GetAuthorizationToken", "kms:ListAliases", "logs:DescribeResourcePolicies",
                "ssm:DescribeParameters"),
        ];

        if (scope.Safeguards is not null)
        {
            statements.Add(Allow("Trails", [Trail], "cloudtrail:GetEventSelectors", "cloudtrail:GetTrail", "cloudtrail:GetTrailStatus", "cloudtrail:ListTags"));
            statements.Add(Allow("SafeguardLists", [Everything],
                "cloudtrail:DescribeTrails", "lakeformation:DescribeResource", "lakeformation:ListLakeFormationOptIns", "lakeformation:ListPermissions"));
        }

        if (settings.StateBucket is { } bucket)
        {
            statements.Add(Allow("State", [.. StateObjects(bucket), _account.BucketArn($"{bucket}/.pulumi/meta.yaml")], "s3:GetObject"));
            statements.Add(Allow("StateList", [_account.BucketArn(bucket)], "s3:GetBucketLocation", "s3:ListBucket"));
        }

        if (settings.StateKeyArn is { } key)
        {
            statements.Add(Allow("StateKey", [key], "kms:Decrypt"));
        }

        return new PolicyDocument(statements);
    }

    /// <summary>Creates, changes and removes the stack's buckets, queues, function, tables, queries and alarms.</summary>
    public PolicyDocument Changes()
    {
        List<Statement> statements =
        [
            Allow("Buckets", [Bucket("")],
                "s3:CreateBucket", "s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketNotification", "s3:PutBucketOwnershipControls",
                "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock", "s3:PutBucketTagging", "s3:PutBucketVersioning",
                "s3:PutEncryptionConfiguration", "s3:PutLifecycleConfiguration", "s3:TagResource", "s3:UntagResource"),
            Allow("Queues", [Queue], "sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"),
            Allow("Functions", [Function],
                "lambda:CreateFunction", "lambda:DeleteFunction", "lambda:DeleteFunctionConcurrency", "lambda:PutFunctionConcurrency",
                "lambda:TagResource", "lambda:UntagResource", "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"),
            Allow("Mappings", [Mapping], "lambda:TagResource", "lambda:UntagResource"),
            Allow("EventSources", [Everything], OwnFunction,
                "lambda:CreateEventSourceMapping", "lambda:DeleteEventSourceMapping", "lambda:UpdateEventSourceMapping"),
            Allow("Logs", LogGroups,
                "logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:DeleteRetentionPolicy", "logs:PutRetentionPolicy", "logs:TagResource",
                "logs:UntagResource"),
            Allow("Queries", [Workgroup],
                "athena:CreateNamedQuery", "athena:CreateWorkGroup", "athena:DeleteNamedQuery", "athena:DeleteWorkGroup",
                "athena:TagResource", "athena:UntagResource", "athena:UpdateNamedQuery", "athena:UpdateWorkGroup"),
            Allow("Topics", [Topic],
                "sns:CreateTopic", "sns:DeleteTopic", "sns:SetSubscriptionAttributes", "sns:SetTopicAttributes", "sns:Subscribe",
                "sns:TagResource", "sns:Unsubscribe", "sns:UntagResource"),
            Allow("Alarms", [Alarm], "cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm", "cloudwatch:TagResource", "cloudwatch:UntagResource"),
            Allow("Dashboards", [Dashboard], "cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"),
            Allow("Rules", [Rule],
                "events:DeleteRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets", "events:TagResource",
                "events:UntagResource"),
            Allow("Budgets", [Budget], "budgets:ModifyBudget", "budgets:TagResource", "budgets:UntagResource"),
            Allow("Parameters", [Parameter],
                "ssm:AddTagsToResource", "ssm:DeleteParameter", "ssm:GetParameter", "ssm:GetParameters", "ssm:PutParameter",
                "ssm:RemoveTagsFromResource"),
            Allow("Slack", [SlackChannel],
                "chatbot:CreateSlackChannelConfiguration", "chatbot:DeleteSlackChannelConfiguration", "chatbot:TagResource",
                "chatbot:UntagResource", "chatbot:UpdateSlackChannelConfiguration"),
        ];

        if (scope.KeepData)
        {
            string[] kept = scope.Safeguards is null ? ["raw-", "processed-"] : ["raw-", "processed-", "audit-"];
            statements.Add(Deny("KeptData", [.. kept.Select(Bucket), .. kept.Select(Objects)], PrivateBucket.TakingAway));
        }

        if (scope.Safeguards is not null)
        {
            statements.Add(Deny("KeptLogs", LogGroups, "logs:DeleteLogGroup", "logs:DeleteRetentionPolicy", "logs:PutRetentionPolicy"));
        }

        // If data is kept, only query results may be emptied.
        string emptied = scope.KeepData ? "query-results-" : "";
        statements.Add(Allow("EmptyBuckets", [Bucket(emptied)], "s3:ListBucketVersions"));
        statements.Add(Allow("EmptyObjects", [Objects(emptied)], "s3:DeleteObject", "s3:DeleteObjectVersion"));

        if (settings.StateBucket is { } bucket)
        {
            statements.Add(Allow("State", StateObjects(bucket), "s3:DeleteObject", "s3:PutObject"));
        }

        return new PolicyDocument(statements);
    }

    /// <summary>Reads the configuration of the tables and of the publisher.</summary>
    public PolicyDocument TableReads() => new(
    [
        Allow("Catalogue", Catalogue,
            "glue:GetCrawler", "glue:GetDatabase", "glue:GetPartitionIndexes", "glue:GetTable", "glue:GetTableOptimizer", "glue:GetTags"),
        Allow("Machines", [Machine], "states:DescribeStateMachine", "states:ListStateMachineVersions", "states:ListTagsForResource"),
        Allow("Schedules", [Schedule], "scheduler:GetSchedule"),

        // The provider has a changed definition checked before it shows the change.
        Allow("Definitions", [Everything], "states:ValidateStateMachineDefinition"),
    ]);

    /// <summary>Creates, changes and removes the tables and the publisher.</summary>
    public PolicyDocument TableChanges() => new(
    [
        Allow("Catalogue", Catalogue,
            "glue:CreateCrawler", "glue:CreateDatabase", "glue:CreateTable", "glue:CreateTableOptimizer", "glue:DeleteCrawler",
            "glue:DeleteDatabase", "glue:DeleteTable", "glue:DeleteTableOptimizer", "glue:StopCrawler", "glue:TagResource",
            "glue:UntagResource", "glue:UpdateCrawler", "glue:UpdateDatabase", "glue:UpdateTable", "glue:UpdateTableOptimizer"),

        // Glue writes a new table's metadata with the permissions of the principal that declares it.
        Allow("NewTables", [TableDescriptions], "s3:GetObject", "s3:PutObject"),
        Allow("Machines", [Machine],
            "states:CreateStateMachine", "states:DeleteStateMachine", "states:TagResource", "states:UntagResource", "states:UpdateStateMachine"),
        .. scope.KeepData ? [Deny("KeptTables", _account.Databases(scope.Database), "glue:DeleteDatabase", "glue:DeleteTable")] : Array.Empty<Statement>(),
        Allow("Schedules", [Schedule], "scheduler:CreateSchedule", "scheduler:DeleteSchedule", "scheduler:UpdateSchedule"),
    ]);

    /// <summary>Reads the one secret that a refresh compares: the parameter with the webhook.</summary>
    public PolicyDocument Refreshes() => new([Allow("Parameters", [Parameter], "ssm:GetParameter", "ssm:GetParameters")]);

    /// <summary>
    /// Tests the stack: uploads a recording to a dataset of its own, publishes it, queries it, and removes it. It reads no other
    /// dataset and no query result: only whether the query succeeds.
    /// </summary>
    public PolicyDocument Tries()
    {
        string database = scope.Database;
        return new PolicyDocument(
        [
            .. Safeguards.Use(scope),
            Allow("Recording", [_account.BucketArn($"{scope.Prefix}-raw-*/{TrialDataset}/*")], "s3:DeleteObject", "s3:PutObject"),
            Allow("Rows",
                [
                    _account.BucketArn($"{scope.Prefix}-processed-*/{PipelineContract.IncomingFolder}*/{PipelineContract.PartitionColumn}={TrialDataset}/*"),
                    _account.BucketArn($"{scope.Prefix}-processed-*/{PipelineContract.TablesFolder}*/{PipelineContract.PartitionColumn}={TrialDataset}/*"),
                ],
                "s3:DeleteObject", "s3:GetObject"),
            Allow("Descriptions", [TableDescriptions], "s3:GetObject", "s3:PutObject"),
            Allow("Publish", [Machine], "states:StartExecution"),
            Allow("Publication", [_account.Arn("states", Own("execution:") + ":*")], "states:DescribeExecution"),
            Allow("Tables",
                _account.Databases(database),
                "glue:GetPartition", "glue:GetPartitions", "glue:GetTable", "glue:GetTables", "glue:UpdateTable"),
            Allow("Query", [Workgroup], "athena:GetQueryExecution", "athena:StartQueryExecution"),
            Allow("Results", [Objects("query-results-")], "s3:AbortMultipartUpload", "s3:PutObject"),
        ]);
    }

    /// <summary>
    /// Creates, changes and removes the stack's roles, key and image, and passes roles to services. A role has the boundary from its
    /// creation, and keeps it. Only a person can change the permissions of people and workflows.
    /// </summary>
    public PolicyDocument IdentityChanges()
    {
        List<Statement> statements =
        [
            Allow("BoundRoles", [Role], Bounded,
                "iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary",
                "iam:PutRolePolicy"),
            Allow("Roles", [Role],
                "iam:DeleteRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription"),
            Allow("Policies", [Policy],
                "iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:TagPolicy",
                "iam:UntagPolicy"),
            Allow("HandOver", [Role], PassedTo("lambda.amazonaws.com", "glue.amazonaws.com", "chatbot.amazonaws.com", "states.amazonaws.com", "scheduler.amazonaws.com"), "iam:PassRole"),
            Deny("PeopleAndWorkflows", PeopleAndWorkflows,
                "iam:Add*", "iam:Attach*", "iam:Create*", "iam:Delete*", "iam:Detach*", "iam:PassRole", "iam:Put*", "iam:Remove*", "iam:Set*",
                "iam:Tag*", "iam:Untag*", "iam:Update*"),
            Deny("NoRoleWithoutItsBoundary", [Everything], "iam:DeleteRolePermissionsBoundary"),
            Allow("NewKey", [Everything], TaggedAsOwn("aws:RequestTag"), "kms:CreateKey"),
            Allow("Keys", [Key], OwnKey,
                "kms:CreateAlias", "kms:DeleteAlias", "kms:EnableKeyRotation", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion",
                "kms:TagResource", "kms:UntagResource", "kms:UpdateAlias", "kms:UpdateKeyDescription"),
            .. Grants,
            Allow("Aliases", [Alias], "kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"),
            Allow("Images", [Repository],
                "ecr:BatchCheckLayerAvailability", "ecr:BatchDeleteImage", "ecr:BatchGetImage", "ecr:CompleteLayerUpload",
                "ecr:CreateRepository", "ecr:DeleteLifecyclePolicy", "ecr:DeleteRepository", "ecr:GetDownloadUrlForLayer",
                "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:PutImageScanningConfiguration", "ecr:PutLifecyclePolicy",
                "ecr:SetRepositoryPolicy", "ecr:TagResource", "ecr:UntagResource", "ecr:UploadLayerPart"),
        ];

        return new PolicyDocument(statements);
    }

    private static readonly Input<string> Everything = "*";

    // The key permissions that the provider needs to create an encrypted registry and an encrypted parameter. Only through these services: a grant could otherwise go to anybody.
    private IEnumerable<Statement> Grants => scope.Safeguards is { } safeguards
        ? [Allow("UseOfTheKey", [safeguards.KeyArn], UsedBy("ecr", "ssm"), "kms:CreateGrant", "kms:DescribeKey", "kms:Encrypt", "kms:RetireGrant")]
        : [];

    private IReadOnlyList<Condition> UsedBy(params IEnumerable<string> services) =>
        [new Condition("StringEquals", "kms:ViaService", [.. services.Select(service => (Input<string>)Output.Format($"{service}.{_account.Region}.amazonaws.com"))])];

    private IReadOnlyList<Input<string>> PeopleAndWorkflows =>
    [
        _account.GlobalArn("iam", $"role/{scope.Prefix}-deploy-*"), _account.GlobalArn("iam", $"role/{scope.Prefix}-preview-*"),
        _account.GlobalArn("iam", $"policy/{scope.Prefix}-analysts-*"), _account.GlobalArn("iam", $"policy/{scope.Prefix}-full-access-*"),
        _account.GlobalArn("iam", $"role/{scope.Prefix}-column-access-*"), _account.GlobalArn("iam", $"role/{scope.Prefix}-replicate-*"), _account.GlobalArn("iam", $"policy/{scope.Prefix}-boundary-*"),
        _account.GlobalArn("iam", $"policy/{scope.Prefix}-change-*"), _account.GlobalArn("iam", $"policy/{scope.Prefix}-read-*"),
        _account.GlobalArn("iam", $"role/{scope.Prefix}-plan-*"), _account.GlobalArn("iam", $"policy/{scope.Prefix}-try-*"),
        Federation,
    ];

    private IReadOnlyList<Condition> Bounded => [new Condition("StringEquals", "iam:PermissionsBoundary", [boundary])];

    private Input<string> Queue => _account.Arn("sqs", Own());

    private Input<string> Repository => _account.Arn("ecr", Own("repository/"));

    private Input<string> Function => _account.Arn("lambda", Own("function:"));

    private Input<string> Mapping => _account.Arn("lambda", "event-source-mapping:*");

    private IReadOnlyList<Input<string>> LogGroups => [_account.Arn("logs", Own("log-group:")), _account.Arn("logs", Own("log-group:/aws/events/"))];

    private Input<string> AnyLogGroup => _account.Arn("logs", "log-group:*");

    private Input<string> Role => _account.GlobalArn("iam", Own("role/"));

    private Input<string> Policy => _account.GlobalArn("iam", Own("policy/"));

    private Input<string> Federation => _account.GlobalArn("iam", "oidc-provider/token.actions.githubusercontent.com");

    private Input<string> Workgroup => _account.Arn("athena", Own("workgroup/"));

    // Iceberg metadata: a table's files and columns.
    private Input<string> TableDescriptions => _account.BucketArn($"{scope.Prefix}-processed-*/{PipelineContract.TablesFolder}*/metadata/*");

    private Input<string> Machine => _account.Arn("states", Own("stateMachine:"));

    private Input<string> Trail => _account.Arn("cloudtrail", Own("trail/"));

    private Input<string> Schedule => _account.Arn("scheduler", Own("schedule/default/"));

    private Input<string> Topic => _account.Arn("sns", Own());

    private Input<string> Alarm => _account.Arn("cloudwatch", Own("alarm:"));

    private Input<string> AnyAlarm => _account.Arn("cloudwatch", "alarm:*");

    private Input<string> Dashboard => _account.GlobalArn("cloudwatch", $"dashboard/{scope.Prefix}");

    private Input<string> Rule => _account.Arn("events", Own("rule/"));

    private Input<string> Budget => _account.GlobalArn("budgets", Own("budget/"));

    private Input<string> Parameter => _account.Arn("ssm", Own("parameter/"));

    private Input<string> SlackChannel => _account.GlobalArn("chatbot", Own("chat-configuration/slack-channel/"));

    private Input<string> Key => _account.Arn("kms", "key/*");

    private Input<string> Alias => _account.Arn("kms", Own("alias/"));

    private IReadOnlyList<Input<string>> Catalogue
    {
        get
        {
            return
            [
                _account.Arn("glue", "catalog"),
                .. new[] { scope.Database, $"{scope.Database}_*" }.SelectMany(database => new Input<string>[]
                {
                    _account.Arn("glue", $"database/{database}"),
                    _account.Arn("glue", $"table/{database}/*"),
                    _account.Arn("glue", $"userDefinedFunction/{database}/*"),
                }),
                _account.Arn("glue", Own("crawler/")),
            ];
        }
    }

    private IReadOnlyList<Condition> OwnKey => TaggedAsOwn("aws:ResourceTag");

    private IReadOnlyList<Condition> OwnFunction => [new Condition("ArnLike", "lambda:FunctionArn", [Function])];

    private string Own(string kind = "") => $"{kind}{scope.Prefix}-*";

    private Input<string> Bucket(string what) => _account.BucketArn($"{scope.Prefix}-{what}*");

    private Input<string> Objects(string what) => _account.BucketArn($"{scope.Prefix}-{what}*/*");

    // Pulumi's layout of a state bucket: a stack's objects have its project and its name in the path.
    private IReadOnlyList<Input<string>> StateObjects(string bucket)
    {
        string stack = $"{scope.Tags["project"]}/{scope.Stack}";
        return
        [
            .. new[] { $"stacks/{stack}.json*", $"history/{stack}/*", $"backups/{stack}/*", $"locks/organization/{stack}/*" }
                .Select(path => (Input<string>)_account.BucketArn($"{bucket}/.pulumi/{path}")),
        ];
    }

    private IReadOnlyList<Condition> TaggedAsOwn(string key) =>
    [
        new Condition("StringEquals", $"{key}/project", [scope.Tags["project"]]),
        new Condition("StringEquals", $"{key}/environment", [scope.Tags["environment"]]),
    ];

    private static IReadOnlyList<Condition> PassedTo(params IEnumerable<Input<string>> services) =>
        [new Condition("StringEquals", "iam:PassedToService", [.. services])];

    private static Statement Allow(string sid, IReadOnlyList<Input<string>> resources, params IReadOnlyList<string> actions) =>
        new() { Sid = sid, Actions = actions, Resources = resources };

    private static Statement Deny(string sid, IReadOnlyList<Input<string>> resources, params IReadOnlyList<string> actions) =>
        new() { Sid = sid, Effect = Effect.Deny, Actions = actions, Resources = resources };

    private static Statement Allow(
        string sid, IReadOnlyList<Input<string>> resources, IReadOnlyList<Condition> conditions, params IReadOnlyList<string> actions) =>
        new() { Sid = sid, Actions = actions, Resources = resources, Conditions = conditions };
}
