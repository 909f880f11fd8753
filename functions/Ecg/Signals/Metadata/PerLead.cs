namespace Ecg.Signals.Metadata;

/// <summary>Values that a source gives once for all leads or once for each.</summary>
internal static class PerLead
{
    /// <summary>Spreads values over the leads.</summary>
    /// <param name="values">The values of the source, or <see langword="null"/> where it has none.</param>
    /// <param name="leads">The leads.</param>
    /// <param name="what">What the values are and where they come from, for the issue if their number does not fit.</param>
    /// <param name="issues">Takes that issue.</param>
    /// <returns>One value for each lead, or <see langword="null"/> where there are none that fit.</returns>
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
