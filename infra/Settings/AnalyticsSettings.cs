namespace Infra.Settings;

/// <summary>The limits on analysts' queries.</summary>
/// <param name="QueryScanLimitMb">The number of MB that one query may scan.</param>
internal sealed record AnalyticsSettings(int QueryScanLimitMb);
