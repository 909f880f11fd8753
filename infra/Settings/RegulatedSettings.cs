namespace Infra.Settings;

/// <summary>What a stack with patients' data decides beside its safeguards, which are fixed.</summary>
/// <param name="AuditLogDays">How long it is kept who did what.</param>
/// <param name="AnalystRoles">The ARNs of the roles of analysts who do not need to see the columns about patients.</param>
internal sealed record RegulatedSettings(int AuditLogDays, IReadOnlyList<string> AnalystRoles);
