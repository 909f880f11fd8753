namespace Infra.Settings;

/// <summary>The settings of a regulated stack; its safeguards are fixed.</summary>
/// <param name="AuditLogDays">The retention of the audit logs.</param>
/// <param name="AnalystRoles">The ARNs of the roles of analysts from whom the columns about patients are hidden.</param>
internal sealed record RegulatedSettings(int AuditLogDays, IReadOnlyList<string> AnalystRoles);
