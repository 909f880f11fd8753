namespace Infra.Settings;

/// <summary>What raises an alarm, and who hears it.</summary>
/// <param name="OldestMessageMinutes">How long a message may wait.</param>
/// <param name="SilenceHours">How long uploads may come without one that is converted.</param>
/// <param name="CrawlSilenceHours">How long the crawler may go without success.</param>
/// <param name="RejectedPercent">Which share of an hour's recordings may be rejected.</param>
/// <param name="Email">Who is written to; nothing for nobody.</param>
/// <param name="Slack">The channel that is told; nothing for none.</param>
/// <param name="MonthlyBudgetUsd">What the stack may cost a month; nothing for no budget.</param>
internal sealed record AlertingSettings(
    int OldestMessageMinutes,
    int SilenceHours,
    int CrawlSilenceHours,
    int RejectedPercent,
    string? Email,
    SlackSettings? Slack,
    int? MonthlyBudgetUsd)
{
    /// <summary>Whether an alarm reaches somebody.</summary>
    public bool ReachesSomebody => Email is not null || Slack is not null;
}
