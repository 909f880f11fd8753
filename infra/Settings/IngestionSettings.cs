namespace Infra.Settings;

/// <summary>How the queue hands messages out.</summary>
/// <param name="VisibilityTimeoutSeconds">How long a message that was handed out stays hidden.</param>
/// <param name="MaxReceiveCount">How often a message is tried before it becomes a dead letter.</param>
internal sealed record IngestionSettings(int VisibilityTimeoutSeconds, int MaxReceiveCount);
