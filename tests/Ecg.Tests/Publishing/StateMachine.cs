using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecg.Tests.Publishing;

/// <summary>Runs a state machine in the Amazon States Language, as far as the publisher's uses it.</summary>
/// <param name="definition">The definition.</param>
/// <param name="call">Does a task: its resource without the ARN's beginning, and its parameters.</param>
internal sealed partial class StateMachine(JsonNode definition, Func<string, JsonObject, JsonNode?> call)
{
    /// <summary>The names of the states in the order in which they were entered.</summary>
    public List<string> Entered { get; } = [];

    /// <summary>Runs it to its end.</summary>
    /// <returns>Whether it succeeded.</returns>
    public bool Run() => Run(definition, new JsonObject()) is not null;

    // null where it failed.
    private JsonNode? Run(JsonNode machine, JsonNode? input)
    {
        string name = (string)machine["StartAt"]!;
        JsonNode? data = input;
        while (true)
        {
            Entered.Add(name);
            JsonNode state = machine["States"]![name]!;
            switch ((string)state["Type"]!)
            {
                case "Succeed":
                    return new JsonObject();
                case "Fail":
                    return null;
                case "Choice":
                    name = Choose(state, data);
                    continue;
                default:
                    (string? next, data) = Step(state, data);
                    if (next is null)
                    {
                        return data ?? new JsonObject();
                    }

                    name = next;
                    continue;
            }
        }
    }

    private (string? Next, JsonNode? Data) Step(JsonNode state, JsonNode? data)
    {
        try
        {
            JsonNode? result = (string)state["Type"]! switch
            {
                "Pass" => Fill(state["Parameters"]!, data),
                "Task" => call(((string)state["Resource"]!).Split(":::")[1], Fill(state["Parameters"]!, data)),
                "Map" => MapOver(state, data),
                var other => throw new NotSupportedException(other),
            };
            return ((string?)state["Next"], Put(state, data, result));
        }
        catch (Exception failure) when (failure is not KilledException && state["Catch"] is { } caught)
        {
            JsonNode handler = caught[0]!;
            var error = new JsonObject { ["Error"] = failure.GetType().Name, ["Cause"] = failure.Message };
            JsonNode copy = data!.DeepClone();
            copy[((string)handler["ResultPath"]!)[2..]] = error;
            return ((string)handler["Next"]!, copy);
        }
    }

    private JsonNode? MapOver(JsonNode state, JsonNode? data)
    {
        foreach (JsonNode? item in Find((string)state["ItemsPath"]!, data)!.AsArray())
        {
            _ = Run(state["ItemProcessor"]!, item!.DeepClone());
        }

        return null;
    }

    private static JsonNode? Put(JsonNode state, JsonNode? data, JsonNode? result)
    {
        if (!state.AsObject().ContainsKey("ResultPath"))
        {
            return result;
        }

        if ((string?)state["ResultPath"] is not { } path)
        {
            return data;
        }

        JsonNode copy = data!.DeepClone();
        copy[path[2..]] = result?.DeepClone();
        return copy;
    }

    private static string Choose(JsonNode state, JsonNode? data)
    {
        JsonNode rule = state["Choices"]![0]!;
        JsonNode? value = Find((string)rule["Variable"]!, data);
        bool holds = rule.AsObject().Single(entry => entry.Key is not ("Variable" or "Next")) switch
        {
            { Key: "IsPresent", Value: var expected } => (value is not null) == (bool)expected!,
            { Key: "StringEquals", Value: var expected } => (string?)value == (string?)expected,
            { Key: "BooleanEquals", Value: var expected } => (bool)value! == (bool)expected!,
            { Key: "NumericEquals", Value: var expected } => (int)value! == (int)expected!,
            { Key: "NumericGreaterThanEquals", Value: var expected } => (int)value! >= (int)expected!,
            var other => throw new NotSupportedException(other.Key),
        };
        return (string)(holds ? rule["Next"] : state["Default"])!;
    }

    private static JsonObject Fill(JsonNode template, JsonNode? data)
    {
        var filled = new JsonObject();
        foreach ((string key, JsonNode? value) in template.AsObject())
        {
            if (key.EndsWith(".$", StringComparison.Ordinal))
            {
                filled[key[..^2]] = Evaluate((string)value!, data)?.DeepClone();
            }
            else
            {
                filled[key] = value is JsonObject inner ? Fill(inner, data) : value?.DeepClone();
            }
        }

        return filled;
    }

    private static JsonNode? Evaluate(string expression, JsonNode? data)
    {
        if (Format().Match(expression) is { Success: true } format)
        {
            string[] parts = format.Groups["text"].Value.Split("{}");
            string?[] values = [.. format.Groups["values"].Value.Split(", ").Select(path => (string?)Find(path, data))];
            return parts[0] + string.Concat(parts.Skip(1).Select((part, i) => values[i] + part));
        }

        if (Sum().Match(expression) is { Success: true } sum)
        {
            return (int)Find(sum.Groups["path"].Value, data)! + int.Parse(sum.Groups["more"].Value, CultureInfo.InvariantCulture);
        }

        return Find(expression, data);
    }

    private static JsonNode? Find(string path, JsonNode? data)
    {
        if (path.StartsWith("$$.", StringComparison.Ordinal))
        {
            return path;
        }

        foreach (Match step in PathStep().Matches(path[1..]))
        {
            data = step.Groups["index"] is { Success: true } index
                ? data is JsonArray array && int.Parse(index.Value, CultureInfo.InvariantCulture) is var i && i < array.Count ? array[i] : null
                : data?[step.Groups["name"].Value];
        }

        return data;
    }

    [GeneratedRegex(@"^States\.Format\('(?<text>[^']*)', (?<values>.*)\)$")]
    private static partial Regex Format();

    [GeneratedRegex(@"^States\.MathAdd\((?<path>[^,]+), (?<more>\d+)\)$")]
    private static partial Regex Sum();

    [GeneratedRegex(@"\.(?<name>\w+)|\[(?<index>\d+)\]")]
    private static partial Regex PathStep();
}
