namespace Infra.Settings;

/// <summary>A Slack channel, in a workspace that is connected to the account.</summary>
/// <param name="TeamId">The workspace.</param>
/// <param name="ChannelId">The channel.</param>
internal sealed record SlackSettings(string TeamId, string ChannelId);
