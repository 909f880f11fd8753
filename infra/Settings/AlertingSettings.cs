namespace Infra.Settings;

/// <summary>The alarms' thresholds and recipients.</summary>
/// <param name="OldestMessageMinutes">The number of minutes that a message may wait.</param>
/// <param name="SilenceHours">The number of hours for which uploads may arrive without a conversion.</param>
/// <param name="CrawlSilenceHours">The number of hours without a successful crawl.</param>
/// <param name="RejectedPercent">The percentage of an hour's recordings that may be rejected.</param>
/// <param name="Email">The e-mail address; <see langword="null"/> for none.</param>
/// <param name="Slack">The Slack channel; <see langword="null"/> for none.</param>
/// <param name="MonthlyBudgetUsd">The monthly budget in USD; <see langword="null"/> for none.</param>
internal sealed record AlertingSettings(
    int OldestMessageMinutes,
    int SilenceHours,
    int CrawlSilenceHours,
    int RejectedPercent,
    string? Email,
    SlackSettings? Slack,
    int? MonthlyBudgetUsd)
{
    /// <summary>Whether alarms have a recipient.</summary>
    public bool ReachesSomebody => Email is not null || Slack is not null;
}
