using System.Text.Json;

namespace EndToEnd.Tests.Stack;

/// <summary>The resources of a stack as the infrastructure's tests recorded them.</summary>
/// <remarks>
/// In a recording every resource without a name of its own is called by its logical name and the same few characters, where
/// Pulumi appends random ones. Here they are replaced, so that stacks side by side have different buckets and queues.
/// </remarks>
internal sealed class RecordedGraph
{
    private const string RecordedEnding = "1a2b3c4";

    private readonly string _ending;
    private readonly List<RecordedResource> _resources;

    private RecordedGraph(string ending, List<RecordedResource> resources)
    {
        _ending = ending;
        _resources = resources;
    }

    /// <summary>Reads the graph of a stack.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="ending">What the names of its resources end with.</param>
    public static RecordedGraph Read(string stack, string ending)
    {
        using Stream snapshot = typeof(RecordedGraph).Assembly.GetManifestResourceStream($"{stack}.json")
            ?? throw new InvalidOperationException($"There is no recording of the stack {stack}.");
        using var text = new StreamReader(snapshot);
        using var graph = JsonDocument.Parse(text.ReadToEnd().Replace(RecordedEnding, ending, StringComparison.Ordinal));
        return new RecordedGraph(ending, [.. graph.RootElement.EnumerateArray().Select(ResourceOf)]);
    }

    /// <summary>The resources of a type.</summary>
    /// <param name="type">The type's token.</param>
    public IEnumerable<RecordedResource> OfType(string type) => _resources.Where(resource => resource.Type == type);

    /// <summary>The one resource of a type.</summary>
    public RecordedResource Only(string type) => OfType(type).Single();

    /// <summary>The one resource of a type whose name ends so.</summary>
    public RecordedResource Only(string type, string nameEnd) => OfType(type).Single(resource => resource.Name.EndsWith($"-{nameEnd}", StringComparison.Ordinal));

    /// <summary>What a bucket, queue or parameter is called.</summary>
    public string PhysicalName(RecordedResource resource) =>
        resource.Text("bucket") ?? resource.Text("name") ?? $"{resource.Name}-{_ending}";

    private static RecordedResource ResourceOf(JsonElement resource) => new(
        resource.GetProperty("type").GetString()!,
        resource.GetProperty("name").GetString()!,
        resource.GetProperty("inputs").Clone());
}
