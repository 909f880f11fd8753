namespace Infra.Settings;

/// <summary>What raises an alarm, and who hears it.</summary>
/// <param name="OldestMessageMinutes">How long a message may wait.</param>
/// <param name="Email">Who is written to; nothing for nobody.</param>
/// <param name="Slack">The channel that is told; nothing for none.</param>
/// <param name="MonthlyBudgetUsd">What the stack may cost a month; nothing for no budget.</param>
internal sealed record AlertingSettings(int OldestMessageMinutes, string? Email, SlackSettings? Slack, int? MonthlyBudgetUsd);
