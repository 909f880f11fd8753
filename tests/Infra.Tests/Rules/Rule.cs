using Infra.Tests.Graph;

namespace Infra.Tests.Rules;

/// <summary>Something that holds in every stack.</summary>
/// <param name="Name">What holds, as a sentence.</param>
/// <param name="Violations">Where it does not hold.</param>
/// <param name="Breaks">Changes to production that break it; each must be noticed.</param>
internal sealed record Rule(string Name, Func<StackGraph, IEnumerable<string>> Violations, params IReadOnlyList<Break> Breaks)
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. BucketRules.All, .. QueueRules.All, .. FunctionRules.All, .. CatalogueRules.All, .. PublishingRules.All, .. PermissionRules.All, .. AlarmRules.All,
        .. DashboardRules.All, .. DeliveryRules.All, .. StackRules.All,
    ];
}
