using Infra.Tests.Graph;
using Infra.Tests.Stacks;

namespace Infra.Tests.Rules;

/// <summary>Something that holds in every stack.</summary>
/// <param name="Name">What holds, as a sentence.</param>
/// <param name="Violations">Where it does not hold.</param>
/// <param name="Breaks">Changes that break it, to production if nothing else is said; each must be noticed.</param>
internal sealed record Rule(string Name, Func<StackGraph, IEnumerable<string>> Violations, params IReadOnlyList<Break> Breaks)
{
    /// <summary>The stack that the changes break it in.</summary>
    public StackUnderTest BrokenIn { get; init; } = StackUnderTest.Prod;

    /// <summary>All rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. BucketRules.All, .. QueueRules.All, .. FunctionRules.All, .. CatalogueRules.All, .. PublishingRules.All, .. PermissionRules.All, .. AlarmRules.All,
        .. DashboardRules.All, .. DeliveryRules.All, .. StackRules.All, .. SafeguardRules.All, .. NagRules.All,
    ];
}
