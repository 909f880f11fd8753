namespace Infra.Settings;

/// <summary>The settings of the queue.</summary>
/// <param name="VisibilityTimeoutSeconds">The visibility timeout.</param>
/// <param name="MaxReceiveCount">The number of times that a message is received before it becomes a dead letter.</param>
internal sealed record IngestionSettings(int VisibilityTimeoutSeconds, int MaxReceiveCount);
