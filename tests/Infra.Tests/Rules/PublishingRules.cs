using System.Text.Json.Nodes;
using Ecg;
using Infra.Tests.Graph;

namespace Infra.Tests.Rules;

/// <summary>What holds for the tables that analysts query, and for what brings recordings into them.</summary>
internal static class PublishingRules
{
    private const string Publish = "publish";

    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Declares_an_Iceberg_table_for_each_table_by_dataset_and_sorted_by_recording",
            graph =>
                from table in PipelineContract.Tables
                let iceberg = graph.The(Types.Table, table).Inputs["openTableFormatInput"]?["icebergInput"]?["icebergTableInput"]
                let first = (iceberg?["schema"]?["fields"] as JsonArray)?[0]
                let second = (iceberg?["schema"]?["fields"] as JsonArray)?[1]
                where graph.The(Types.Table, table).Text("databaseName") != graph.The(Types.Database, "lake").Known("name")
                    || iceberg?["location"]?.ToString() != $"s3://{graph.The(Types.Bucket, "processed").Known("bucket")}/tables/{table}/"
                    || first?["name"]?.ToString() != "dataset" || (iceberg["partitionSpec"]?["fields"] as JsonArray)?.Single()!["sourceId"]?.ToString() != first["id"]!.ToString()
                    || second?["name"]?.ToString() != "record_id" || (iceberg["sortOrder"]?["fields"] as JsonArray)?[0]!["sourceId"]?.ToString() != second["id"]!.ToString()
                select $"{table} is elsewhere, not by dataset, or not sorted",
            Break.Set("Elsewhere", Types.Table, "records", "openTableFormatInput.icebergInput.icebergTableInput.location", "s3://ecg-prod-processed-1a2b3c4/records/"),
            Break.Set("Unsorted", Types.Table, "samples", "openTableFormatInput.icebergInput.icebergTableInput.sortOrder", null)),
        new(
            "Replaces_no_table_that_has_rows",
            graph =>
                from table in PipelineContract.Tables
                let ignored = graph.The(Types.Table, table).Options["ignoreChanges"] as JsonArray
                where ignored?.Any(input => input!.ToString() == "openTableFormatInput") != true
                select $"{table} would be replaced when a column comes",
            new Break("Every column counts", graph =>
            {
                graph.The(Types.Table, "samples").Options.Remove("ignoreChanges");
                return graph;
            })),
        new(
            "Keeps_every_table_compact_and_free_of_what_nobody_needs",
            graph =>
                from table in PipelineContract.Tables
                let kept = graph.OfType(Types.TableOptimizer).Where(one => one.Text("tableName") == table).Select(one => one.Text("type")).Order()
                where !kept.SequenceEqual(["compaction", "orphan_file_deletion", "retention"])
                select $"{table}: {string.Join(", ", kept)}",
            Break.Remove("Small files stay", Types.TableOptimizer, "samples-compaction"),
            Break.Remove("Snapshots stay", Types.TableOptimizer, "leads-retention")),
        new(
            "Publishes_every_ten_minutes",
            graph =>
            {
                ResourceNode schedule = graph.OfType(Types.Schedule).Single();
                return schedule.Text("scheduleExpression") == "rate(10 minutes)"
                    && schedule.Text("state") is null or "ENABLED"
                    && schedule.Inputs["target"]?["arn"]?.ToString() == graph.OfType(Types.StateMachine).Single().Known("arn")
                        ? []
                        : ["not in time, or something else"];
            },
            Break.Set("Once a day", Types.Schedule, "publish-schedule", "scheduleExpression", "rate(1 day)")),
        new(
            "Tells_the_publisher_of_what_is_written_last",
            graph =>
            {
                JsonArray told = graph.The(Types.BucketNotification, "processed").Inputs["queues"] as JsonArray ?? [];
                return told.Select(one => one!["filterPrefix"]?.ToString()).SequenceEqual(["incoming/records/", "incoming/rejected/"])
                    && told.All(one => one!["queueArn"]?.ToString() == graph.The(Types.Queue, "publications").Known("arn"))
                        ? []
                        : ["rows are missed, or all objects are messages"];
            },
            new Break("Rejections are missed", graph =>
            {
                (graph.The(Types.BucketNotification, "processed").Inputs["queues"] as JsonArray)!.RemoveAt(1);
                return graph;
            })),
        new(
            "Lets_the_publisher_write_tables_and_lists_alone",
            graph =>
                from policy in new[] { graph.The(Types.RolePolicy, "publishing"), graph.The(Types.RolePolicy, Publish) }
                from statement in WrittenStatement.Of(policy)
                where statement.Allows && statement.Actions.Any(action => action is "s3:PutObject" or "s3:DeleteObject")
                from resource in statement.Resources
                where !resource.EndsWith("/tables/*", StringComparison.Ordinal) && !resource.EndsWith("/publishing/*", StringComparison.Ordinal)
                select $"{statement}: {resource}",
            Break.Policy("What waits", Types.RolePolicy, "publishing", "policy", "WriteTables", statement => statement["Resource"] = "arn:aws:s3:::ecg-prod-processed-1a2b3c4/incoming/*")),
        new(
            "Forbids_the_publisher_to_touch_recordings",
            graph =>
                from policy in new[] { graph.The(Types.RolePolicy, "publishing"), graph.The(Types.RolePolicy, Publish) }
                where !WrittenStatement.Of(policy).Any(statement => !statement.Allows
                    && statement.Actions.Contains("s3:PutObject") && statement.Actions.Contains("s3:DeleteObject")
                    && statement.Resources.Contains($"{graph.The(Types.Bucket, "raw").Known("arn")}/*"))
                select policy.ToString(),
            Break.Policy("The machine may", Types.RolePolicy, "publishing", "policy", "NeverRecordingsOrWhatWaits", statement => statement["Effect"] = "Allow")),
        new(
            "Raises_an_alarm_when_publishing_fails_or_falls_half_an_hour_behind",
            graph =>
            {
                JsonObject behind = graph.The(Types.Alarm, "publishing-behind").Inputs;
                string failed = graph.The(Types.Alarm, "publishing-failed").Inputs.ToJsonString();
                return behind["dimensions"]?["QueueName"]?.ToString() == graph.The(Types.Queue, "publications").Known("name")
                    && behind["metricName"]?.ToString() == "ApproximateAgeOfOldestMessage" && behind["threshold"]?.ToString() == "1800"
                    && new[] { "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted", graph.OfType(Types.StateMachine).Single().Known("arn") }.All(part => failed.Contains(part, StringComparison.Ordinal))
                        ? []
                        : ["nobody hears of it"];
            },
            Break.Set("Half a day", Types.Alarm, "publishing-behind", "threshold", 43_200),
            Break.Set("What keeps failing alone", Types.Alarm, "publishing-failed", "metricQueries", new JsonArray())),
        new(
            "Takes_records_away_first_and_adds_them_last",
            graph =>
            {
                string[] statements = [.. Machine(graph)["States"]!.AsObject().Select(state => state.Value!["Parameters"])
                    .Select(parameters => (parameters?["QueryString"] ?? parameters?["QueryString.$"])?.ToString() ?? "")
                    .Where(text => text.Contains("MERGE INTO", StringComparison.Ordinal) || text.Contains("INSERT INTO", StringComparison.Ordinal))];
                return TablesOf(statements, "MERGE INTO").SequenceEqual(["records", "rejected", "samples", "annotations", "leads"])
                    && TablesOf(statements, "INSERT INTO").SequenceEqual(["leads", "annotations", "samples", "records", "rejected"])
                        ? []
                        : ["a reader could see half of a recording"];
            },
            new Break("The other way round", graph => Rewrite(graph, text => text.Replace("MERGE INTO ecg_prod.records", "MERGE INTO ecg_prod.leads", StringComparison.Ordinal)))),
        new(
            "Is_a_state_machine_that_the_service_takes",
            graph => Problems(Machine(graph)),
            new Break("A state that is not there", graph => Rewrite(graph, text => text.Replace("\"Next\":\"InsertRecords\"", "\"Next\":\"InsertRecord\"", StringComparison.Ordinal))),
            new Break("A task without an end", graph => Rewrite(graph, text => text.Replace("\"End\":true", "\"Comment\":\"\"", StringComparison.Ordinal))),
            new Break("A path that is none", graph => Rewrite(graph, text => text.Replace("\"$.plan.Recordings\"", "\"plan.Recordings\"", StringComparison.Ordinal)))),
    ];

    private static JsonNode Machine(StackGraph graph) => JsonNode.Parse(graph.OfType(Types.StateMachine).Single().Text("definition")!)!;

    private static StackGraph Rewrite(StackGraph graph, Func<string, string> change)
    {
        ResourceNode machine = graph.OfType(Types.StateMachine).Single();
        machine.Inputs["definition"] = change(machine.Text("definition")!);
        return graph;
    }

    private static IEnumerable<string> TablesOf(IEnumerable<string> statements, string verb) =>
        from text in statements
        let at = text.IndexOf(verb, StringComparison.Ordinal)
        where at >= 0
        select text[(at + verb.Length)..].Trim().Split([' ', '('], 2)[0].Split('.')[1];

    // Amazon States Language, https://states-language.net: what a definition must have before the service takes it.
    private static IEnumerable<string> Problems(JsonNode machine)
    {
        JsonObject states = machine["States"]!.AsObject();
        var reached = new HashSet<string> { machine["StartAt"]!.ToString() };
        foreach ((string name, JsonNode? state) in states)
        {
            string type = state!["Type"]!.ToString();
            string[] next = [.. Next(state)];
            reached.UnionWith(next);
            bool ends = state["End"]?.GetValue<bool>() == true;
            if (type is "Task" or "Pass" or "Map" && ends == (state["Next"] is not null))
            {
                yield return $"{name} has both or neither of Next and End";
            }

            if (type is "Choice" && (state["Default"] is null || state["Choices"]!.AsArray().Any(rule => rule!["Next"] is null)))
            {
                yield return $"{name} leads nowhere";
            }

            if (type is "Task" && !(state["Resource"]?.ToString().StartsWith("arn:", StringComparison.Ordinal) ?? false))
            {
                yield return $"{name} has no resource";
            }

            foreach (string missing in next.Where(other => !states.ContainsKey(other)))
            {
                yield return $"{name} leads to {missing}, which is not there";
            }

            foreach (string path in Paths(state).Where(path => path[0] != '$' && !path.StartsWith("States.", StringComparison.Ordinal)))
            {
                yield return $"{name} has the path {path}";
            }

            if (state["ItemProcessor"] is { } inner)
            {
                foreach (string problem in Problems(inner))
                {
                    yield return problem;
                }
            }
        }

        foreach (string lost in states.Select(state => state.Key).Except(reached))
        {
            yield return $"nothing leads to {lost}";
        }
    }

    private static IEnumerable<string> Next(JsonNode state) =>
        new[] { state["Next"], state["Default"] }
            .Concat((state["Choices"] as JsonArray ?? []).Select(rule => rule!["Next"]))
            .Concat((state["Catch"] as JsonArray ?? []).Select(handler => handler!["Next"]))
            .Where(name => name is not null).Select(name => name!.ToString());

    private static IEnumerable<string> Paths(JsonNode node) => node switch
    {
        JsonObject fields => fields
            .Where(field => field.Value is JsonValue && (field.Key.EndsWith(".$", StringComparison.Ordinal) || field.Key is "Variable" or "ResultPath" or "ItemsPath"))
            .Select(field => field.Value!.ToString())
            .Concat(fields.Where(field => field.Key != "ItemProcessor" && field.Value is not null).SelectMany(field => Paths(field.Value!))),
        JsonArray items => items.SelectMany(item => Paths(item!)),
        _ => [],
    };
}
