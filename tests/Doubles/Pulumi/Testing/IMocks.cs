namespace Pulumi.Testing;

/// <summary>Plays the cloud in a test.</summary>
public interface IMocks
{
    /// <summary>Makes a resource: its id, and its state, a dictionary of its properties by their names in the schema.</summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Answers a function's call: a dictionary of the result's properties by their names in the schema.</summary>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>Takes what a component or the stack gives out.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}
