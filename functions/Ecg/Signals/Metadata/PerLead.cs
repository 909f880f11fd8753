namespace Ecg.Signals.Metadata;

/// <summary>Expands values that a source states once for all leads or once per lead.</summary>
internal static class PerLead
{
    /// <summary>Expands values to one per lead.</summary>
    /// <param name="values">The values of the source, or <see langword="null"/> if it has none.</param>
    /// <param name="leads">The leads.</param>
    /// <param name="what">A description of the values and their source, for the issue if their number does not fit.</param>
    /// <param name="issues">Receives that issue.</param>
    /// <returns>One value per lead, or <see langword="null"/> if there are none that fit.</returns>
    public static IReadOnlyList<T>? Spread<T>(IReadOnlyList<T>? values, LeadPlaces leads, string what, IssueList issues)
    {
        if (values is null || values.Count == 0)
        {
            return null;
        }

        if (leads.Pick(values) is { } picked)
        {
            return picked;
        }

        if (values.Count == 1)
        {
            return [.. Enumerable.Repeat(values[0], leads.Count)];
        }

        issues.Add($"{what} ignored: {values.Count} for {Counted.Of(leads.Count, "lead")}");
        return null;
    }
}
