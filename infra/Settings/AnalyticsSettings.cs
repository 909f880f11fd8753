namespace Infra.Settings;

/// <summary>What an analyst may spend.</summary>
/// <param name="QueryScanLimitMb">How much one query may scan.</param>
internal sealed record AnalyticsSettings(int QueryScanLimitMb);
