using Ecg;
using Infra.Policies;
using Pulumi;
using Glue = Pulumi.Aws.Glue;
using Iam = Pulumi.Aws.Iam;

namespace Infra.Components;

/// <summary>
/// Declares the analysts' Iceberg tables, so that they exist from the first deployment, and the Glue optimizers that keep them
/// compact. Also declares the tables through which a batch's files are read.
/// </summary>
internal sealed class Tables : ComponentResource
{
    private const int DaysKept = 5;

    /// <summary>The field id of <c>dataset</c>, the first column of every table.</summary>
    private const int DatasetField = 1;

    /// <summary>The field id of <c>record_id</c>.</summary>
    private const int RecordField = 2;

    /// <summary>Declares the databases, the tables and the optimizers.</summary>
    public Tables(string name, TablesArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Tables", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        Database = new Glue.CatalogDatabase(
            args.Scope.Name("lake"),
            new Glue.CatalogDatabaseArgs
            {
                // No hyphens, because SQL would require quotes; generated names have hyphens.
                Name = args.Scope.Database,
                Description = "ECG recordings, converted.",
                Tags = args.Scope.Tags,
            },
            child);

        Batch = new Glue.CatalogDatabase(
            args.Scope.Name("publishing"),
            new Glue.CatalogDatabaseArgs
            {
                Name = args.Scope.Database + PipelineContract.PublishingSuffix,
                Description = "The files of the batch that is being published.",
                Tags = args.Scope.Tags,
            },
            child);

        Iam.Role keeper = Keeper(args, child);
        KeeperRole = keeper.Arn;
        foreach (string table in PipelineContract.Tables)
        {
            Glue.CatalogTable declared = Published(args, table);
            Keep(args, table, declared, keeper);
            _ = new Glue.CatalogTable(args.Scope.Name($"{table}-files"), FilesOf(args, table, LeadsToo(table), listed: true), child);
        }

        _ = new Glue.CatalogTable(
            args.Scope.Name("batch"),
            FilesOf(
                args,
                PipelineContract.BatchTable,
                [(PipelineContract.PartitionColumn, "string"), ("record_id", "string"), ("conversion_id", "string")],
                listed: false),
            child);
        RegisterOutputs();
    }

    /// <summary>The database that analysts query.</summary>
    public Glue.CatalogDatabase Database { get; }

    /// <summary>The ARN of the role that keeps the tables compact.</summary>
    public Output<string> KeeperRole { get; }

    /// <summary>The database of the batch's files.</summary>
    public Glue.CatalogDatabase Batch { get; }

    private static IReadOnlyList<(string Name, string Type)> LeadsToo(string table) =>
        table == PipelineContract.SamplesTable
            ? [.. LakeColumns.Of[table], .. LakeColumns.KnownLeads.Select(lead => (lead, LakeColumns.LeadType))]
            : LakeColumns.Of[table];

    private Glue.CatalogTable Published(TablesArgs args, string table)
    {
        var fields = new List<Glue.Inputs.CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputSchemaFieldArgs>();
        foreach ((string name, string type) in LeadsToo(table).Prepend((PipelineContract.PartitionColumn, "string")))
        {
            fields.Add(new Glue.Inputs.CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputSchemaFieldArgs
            {
                Id = fields.Count + 1,
                Name = name,
                Required = false,
                Type = IcebergType(type),
            });
        }

        return new Glue.CatalogTable(
            args.Scope.Name(table),
            new Glue.CatalogTableArgs
            {
                Name = table,
                DatabaseName = Database.Name,
                OpenTableFormatInput = new Glue.Inputs.CatalogTableOpenTableFormatInputArgs
                {
                    IcebergInput = new Glue.Inputs.CatalogTableOpenTableFormatInputIcebergInputArgs
                    {
                        MetadataOperation = "CREATE",
                        Version = "2",
                        IcebergTableInput = new Glue.Inputs.CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputArgs
                        {
                            Location = Location(args, PipelineContract.TablesFolder, table),
                            Schema = new Glue.Inputs.CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputSchemaArgs { Fields = fields.ToArray(), Type = "struct" },
                            PartitionSpec = ByDataset(),
                            SortOrder = ByRecording(table, fields.Count),
                            Properties = { { "write.format.default", "parquet" }, { "write.parquet.compression-codec", "zstd" } },
                        },
                    },
                },
            },

            // The publisher adds columns, and every statement changes the table's metadata. A replacement would lose the rows.
            new CustomResourceOptions
            {
                Parent = this,
                Protect = args.Scope.KeepData,
                IgnoreChanges = { "openTableFormatInput", "parameters", "storageDescriptor", "partitionKeys", "tableType" },
            });
    }

    private static Glue.Inputs.CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputPartitionSpecArgs ByDataset() => new()
    {
        Fields = new Glue.Inputs.CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputPartitionSpecFieldArgs
        {
            Name = PipelineContract.PartitionColumn,
            SourceId = DatasetField,
            Transform = "identity",
        },
    };

    // Sorted by recording, so that a query for one recording reads few files, and little of each.
    private static Glue.Inputs.CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputSortOrderArgs ByRecording(string table, int fields)
    {
        const int SampleField = 4;
        int[] order = table == PipelineContract.SamplesTable && fields >= SampleField ? [RecordField, SampleField] : [RecordField];
        return new Glue.Inputs.CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputSortOrderArgs
        {
            OrderId = 1,
            Fields = order.Select(field => new Glue.Inputs.CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputSortOrderFieldArgs
            {
                SourceId = field,
                Transform = "identity",
                Direction = "asc",
                NullOrder = "nulls-last",
            }).ToArray(),
        };
    }

    private static string IcebergType(string hive) => hive == "bigint" ? "long" : hive;

    // Lists of files use Hive's SymlinkTextInputFormat: files that are not listed are not opened.
    private Glue.CatalogTableArgs FilesOf(TablesArgs args, string table, IReadOnlyList<(string Name, string Type)> columns, bool listed) => new()
    {
        Name = table,
        DatabaseName = Batch.Name,
        TableType = "EXTERNAL_TABLE",
        Parameters = { { "EXTERNAL", "TRUE" }, { "classification", "parquet" } },
        StorageDescriptor = new Glue.Inputs.CatalogTableStorageDescriptorArgs
        {
            Location = Location(args, PipelineContract.PublishingFolder, table),
            InputFormat = listed
                ? "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat"
                : "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            OutputFormat = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
            SerDeInfo = new Glue.Inputs.CatalogTableStorageDescriptorSerDeInfoArgs
            {
                SerializationLibrary = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
            },
            Columns = columns.Select(column => new Glue.Inputs.CatalogTableStorageDescriptorColumnArgs { Name = column.Name, Type = column.Type }).ToArray(),
        },
    };

    private static Output<string> Location(TablesArgs args, string folder, string table) => Output.Format($"s3://{args.Processed.Name}/{folder}{table}/");

    // Tables -> fewer and sorted files, no expired snapshots, no orphan files.
    private void Keep(TablesArgs args, string table, Glue.CatalogTable declared, Iam.Role keeper)
    {
        Optimizer("compaction", new Glue.Inputs.CatalogTableOptimizerConfigurationArgs
        {
            Enabled = true,
            RoleArn = keeper.Arn,
            CompactionConfiguration = new Glue.Inputs.CatalogTableOptimizerConfigurationCompactionConfigurationArgs
            {
                IcebergConfiguration = new Glue.Inputs.CatalogTableOptimizerConfigurationCompactionConfigurationIcebergConfigurationArgs { Strategy = "sort" },
            },
        });
        Optimizer("retention", new Glue.Inputs.CatalogTableOptimizerConfigurationArgs
        {
            Enabled = true,
            RoleArn = keeper.Arn,
            RetentionConfiguration = new Glue.Inputs.CatalogTableOptimizerConfigurationRetentionConfigurationArgs
            {
                IcebergConfiguration = new Glue.Inputs.CatalogTableOptimizerConfigurationRetentionConfigurationIcebergConfigurationArgs
                {
                    SnapshotRetentionPeriodInDays = DaysKept,
                    NumberOfSnapshotsToRetain = 1,
                    CleanExpiredFiles = true,
                },
            },
        });
        Optimizer("orphan_file_deletion", new Glue.Inputs.CatalogTableOptimizerConfigurationArgs
        {
            Enabled = true,
            RoleArn = keeper.Arn,
            OrphanFileDeletionConfiguration = new Glue.Inputs.CatalogTableOptimizerConfigurationOrphanFileDeletionConfigurationArgs
            {
                IcebergConfiguration = new Glue.Inputs.CatalogTableOptimizerConfigurationOrphanFileDeletionConfigurationIcebergConfigurationArgs
                {
                    OrphanFileRetentionPeriodInDays = DaysKept,
                    Location = Location(args, PipelineContract.TablesFolder, table),
                },
            },
        });

        void Optimizer(string type, Glue.Inputs.CatalogTableOptimizerConfigurationArgs configuration) => _ = new Glue.CatalogTableOptimizer(
            args.Scope.Name($"{table}-{type.Split('_')[0]}"),
            new Glue.CatalogTableOptimizerArgs
            {
                CatalogId = args.Scope.Account.Id,
                DatabaseName = Database.Name,
                TableName = declared.Name,
                Type = type,
                Configuration = configuration,
            },
            new CustomResourceOptions { Parent = this });
    }

    private Iam.Role Keeper(TablesArgs args, CustomResourceOptions child)
    {
        string keep = args.Scope.Name("keep-tables");
        var role = new Iam.Role(
            keep,
            new Iam.RoleArgs
            {
                Description = "What Glue may do to keep the tables compact.",
                AssumeRolePolicy = PolicyDocument.AssumedBy("glue.amazonaws.com", args.Scope.Account).ToJson(),
                PermissionsBoundary = args.Boundary,
                Tags = args.Scope.Tags,
            },
            child);

        _ = new Iam.RolePolicy(keep, new Iam.RolePolicyArgs { Role = role.Name, Policy = Permissions(args).ToJson() }, child);
        return role;
    }

    private PolicyDocument Permissions(TablesArgs args) => new(
    [
        new Statement
        {
            Sid = "RewriteFiles",
            Actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
            Resources = [Output.Format($"{args.Processed.Arn}/{PipelineContract.TablesFolder}*")],
        },
        new Statement { Sid = "ListFiles", Actions = ["s3:ListBucket", "s3:GetBucketLocation"], Resources = [args.Processed.Arn] },
        .. Safeguards.Use(args.Scope),
        new Statement
        {
            Sid = "KeepTables",
            Actions = ["glue:GetTable", "glue:UpdateTable"],
            Resources = args.Scope.Account.Databases(Database.Name),
        },
        new Statement
        {
            Sid = "WriteLogs",
            Actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            Resources =
            [
                args.Scope.Account.Arn("logs", "log-group:/aws-glue/iceberg-*"),
                args.Scope.Account.Arn("logs", "log-group:/aws-glue/iceberg-*:*"),
            ],
        },
    ]);
}

/// <summary>The arguments of the tables component.</summary>
internal sealed record TablesArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The ARN of its role's permissions boundary.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The bucket with the lake.</summary>
    public required PrivateBucket Processed { get; init; }
}
