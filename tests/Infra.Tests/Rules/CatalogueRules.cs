using System.Text.Json.Nodes;
using Ecg;
using Infra.Tests.Graph;
using Infra.Tests.Stacks;

namespace Infra.Tests.Rules;

/// <summary>What holds for the tables and for who queries them.</summary>
internal static class CatalogueRules
{
    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Crawls_one_folder_for_each_table",
            graph =>
            {
                string lake = graph.The(Types.Bucket, "processed").Known("bucket");
                IEnumerable<string> crawled = (graph.OfType(Types.Crawler).Single().Inputs["s3Targets"] as JsonArray ?? []).Select(target => target!["path"]!.ToString());
                return crawled.SequenceEqual(PipelineContract.Tables.Select(table => $"s3://{lake}/incoming/{table}/")) ? [] : ["other folders"];
            },
            Break.Set("All in one", Types.Crawler, "crawl", "s3Targets", new JsonArray(new JsonObject { ["path"] = "s3://ecg-prod-processed-1a2b3c4/" }))),
        new(
            "Merges_what_differs_between_recordings_into_one_table",
            graph =>
            {
                var how = JsonNode.Parse(graph.OfType(Types.Crawler).Single().Text("configuration") ?? "{}");
                return how?["Grouping"]?["TableGroupingPolicy"]?.ToString() == "CombineCompatibleSchemas"
                    && how["Grouping"]!["TableLevelConfiguration"]!.ToString() == "3"
                    && how["CrawlerOutput"]?["Tables"]?["AddOrUpdateBehavior"]?.ToString() == "MergeNewColumns"
                    && how["CrawlerOutput"]?["Partitions"]?["AddOrUpdateBehavior"]?.ToString() == "InheritFromTable"
                    && how["Version"]?.ToString() == "1"
                        ? []
                        : ["recordings with other leads become other tables"];
            },
            Break.Set("As Glue sees fit", Types.Crawler, "crawl", "configuration", null)),
        new(
            "Asks_the_crawler_for_nothing_that_it_has_no_permission_for",
            graph =>
            {
                bool indexes = JsonNode.Parse(graph.OfType(Types.Crawler).Single().Text("configuration") ?? "{}")?["CreatePartitionIndex"]?.GetValue<bool>() != false;
                bool may = WrittenStatement.Of(graph.The(Types.RolePolicy, "crawl")).Any(statement => statement.Actions.Contains("glue:CreatePartitionIndex"));
                return indexes == may ? [] : ["partitions are indexed without the permission, or the permission is for nothing"];
            },
            Break.Set("An index that it may not make", Types.Crawler, "crawl", "configuration", """{"Version":1}""")),
        new(
            "Crawls_on_a_schedule_and_takes_no_table_away",
            graph =>
            {
                ResourceNode crawler = graph.OfType(Types.Crawler).Single();
                return crawler.Text("schedule") == graph.Stack.Setting("crawlerSchedule")
                    && crawler.Inputs["schemaChangePolicy"]?["updateBehavior"]?.ToString() == "LOG"
                    && crawler.Inputs["schemaChangePolicy"]?["deleteBehavior"]?.ToString() == "LOG"
                    && crawler.Inputs["recrawlPolicy"]?["recrawlBehavior"]?.ToString() == "CRAWL_NEW_FOLDERS_ONLY"
                    && crawler.Text("databaseName") == graph.The(Types.Database, "incoming").Known("name")
                        ? []
                        : ["not on its own, or with losses"];
            },
            Break.Set("Never", Types.Crawler, "crawl", "schedule", null),
            Break.Set("Tables go", Types.Crawler, "crawl", "schemaChangePolicy.deleteBehavior", "DELETE_FROM_DATABASE"),
            Break.Set("All that is there, every day", Types.Crawler, "crawl", "recrawlPolicy.recrawlBehavior", "CRAWL_EVERYTHING")),
        new(
            "Names_the_database_so_that_SQL_needs_no_quotes",
            graph => graph.The(Types.Database, "lake").Known("name").All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_') ? [] : ["quotes"],
            new Break("With a hyphen", RenameDatabase)),
        new(
            "Enforces_the_workgroup_and_limits_what_a_query_scans",
            graph =>
            {
                JsonNode? how = graph.The(Types.Workgroup, "analysts").Inputs["configuration"];
                long limit = long.Parse(graph.Stack.Setting("queryScanLimitMb"), System.Globalization.CultureInfo.InvariantCulture) * 1024 * 1024;
                return how?["enforceWorkgroupConfiguration"]?.GetValue<bool>() == true
                    && how["publishCloudwatchMetricsEnabled"]?.GetValue<bool>() == true
                    && how["bytesScannedCutoffPerQuery"]?.GetValue<int>() == limit
                    && how["engineVersion"]?["selectedEngineVersion"]?.ToString() == "Athena engine version 3"
                        ? []
                        : ["not enforced, not measured, not limited, or another engine"];
            },
            Break.Set("A client may decide", Types.Workgroup, "analysts", "configuration.enforceWorkgroupConfiguration", false),
            Break.Set("No limit", Types.Workgroup, "analysts", "configuration.bytesScannedCutoffPerQuery", null)),
        new(
            "Encrypts_results_and_leaves_them_in_their_bucket",
            graph =>
            {
                JsonNode? how = graph.The(Types.Workgroup, "analysts").Inputs["configuration"]?["resultConfiguration"];
                bool regulated = SafeguardRules.IsRegulated(graph);
                return how?["encryptionConfiguration"]?["encryptionOption"]?.ToString() == (regulated ? "SSE_KMS" : "SSE_S3")
                    && how["outputLocation"]?.ToString() == $"s3://{graph.The(Types.Bucket, "query-results").Known("bucket")}/{(regulated ? "analysts/" : "")}"
                    && how["expectedBucketOwner"]?.ToString() == Cloud.Account
                        ? []
                        : ["in the clear, or elsewhere"];
            },
            Break.Set("In the clear", Types.Workgroup, "analysts", "configuration.resultConfiguration.encryptionConfiguration", null)),
        new(
            "Offers_every_query_of_the_repository",
            graph =>
            {
                ResourceNode workgroup = graph.The(Types.Workgroup, "analysts");
                string database = graph.The(Types.Database, "lake").Known("name");
                IEnumerable<string> offered = graph.OfType(Types.NamedQuery)
                    .Where(query => query.Text("workgroup") == workgroup.Known("name") && query.Text("database") == database)
                    .Select(query => $"{query.Text("name")}: {query.Text("query")}");
                return QueryFiles().Except(offered).Select(missing => $"missing: {missing.Split(':')[0]}")
                    .Concat(offered.Except(QueryFiles()).Select(other => $"not of the repository: {other.Split(':')[0]}"));
            },
            new Break("A query that nobody wrote", graph => graph with
            {
                Resources =
                [
                    .. graph.Resources,
                    graph.The(Types.Workgroup, "analysts").Copy() with
                    {
                        Type = Types.NamedQuery,
                        Name = "ecg-prod-other",
                        Inputs = new JsonObject
                        {
                            ["name"] = "other",
                            ["query"] = "select 1",
                            ["workgroup"] = graph.The(Types.Workgroup, "analysts").Known("name"),
                            ["database"] = graph.The(Types.Database, "lake").Known("name"),
                        },
                    },
                ],
            })),
        new(
            "Lets_an_analyst_change_nothing_but_results",
            graph =>
                from statement in WrittenStatement.Of(graph.The(Types.Policy, "analysts"))
                let results = statement.Resources.All(resource => resource.StartsWith(graph.The(Types.Bucket, "query-results").Known("arn"), StringComparison.Ordinal))
                let inWorkgroup = statement.Resources is [var only] && only == graph.The(Types.Workgroup, "analysts").Known("arn")
                let key = SafeguardRules.IsRegulated(graph) && statement.Resources.SequenceEqual([SafeguardRules.DataKey(graph)])
                where !results && !inWorkgroup && !key
                from action in statement.Actions
                let verb = action.Split(':')[1]
                where !(verb.StartsWith("Get", StringComparison.Ordinal) || verb.StartsWith("List", StringComparison.Ordinal) || verb.StartsWith("BatchGet", StringComparison.Ordinal))
                select $"{statement}: {action}",
            Break.Policy("The lake", Types.Policy, "analysts", "policy", "ReadTheLake", statement => statement["Action"]!.AsArray().Add("s3:PutObject")),
            Break.Policy("The catalogue", Types.Policy, "analysts", "policy", "ReadTheTables", statement => statement["Action"]!.AsArray().Add("glue:DeleteTable"))),
    ];

    private static StackGraph RenameDatabase(StackGraph graph)
    {
        graph.The(Types.Database, "lake").State["name"] = "ecg-prod";
        return graph;
    }

    private static List<string> QueryFiles()
    {
        string folder = ProjectFiles.InRoot("infra", "Queries");
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.sql").Select(file => $"{Path.GetFileNameWithoutExtension(file)}: {File.ReadAllText(file).ReplaceLineEndings("\n")}")]
            : [];
    }
}
