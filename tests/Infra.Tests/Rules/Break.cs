using System.Text.Json.Nodes;
using Infra.Tests.Graph;

namespace Infra.Tests.Rules;

/// <summary>A change that breaks a rule.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Apply">Does it to a copy of a graph.</param>
internal sealed record Break(string Name, Func<StackGraph, StackGraph> Apply)
{
    /// <summary>Sets or removes an input of a resource.</summary>
    public static Break Set(string name, string type, string nameEnd, string path, JsonNode? value) => new(name, graph =>
    {
        JsonNode at = graph.The(type, nameEnd).Inputs;
        string[] steps = path.Split('.');
        foreach (string step in steps[..^1])
        {
            at = (int.TryParse(step, out int index) ? at[index] : at[step]) ?? throw new InvalidOperationException($"{path} leads nowhere.");
        }

        at[steps[^1]] = value?.DeepClone();
        return graph;
    });

    /// <summary>Takes a resource away.</summary>
    public static Break Remove(string name, string type, string nameEnd) =>
        new(name, graph =>
        {
            ResourceNode gone = graph.The(type, nameEnd);
            return graph.Without(resource => ReferenceEquals(resource, gone));
        });

    /// <summary>Changes a statement of a policy.</summary>
    public static Break Policy(string name, string type, string nameEnd, string input, string sid, Action<JsonObject> change) =>
        new(name, graph =>
        {
            WrittenStatement.Change(graph.The(type, nameEnd), input, sid, change);
            return graph;
        });

    /// <inheritdoc />
    public override string ToString() => Name;
}
