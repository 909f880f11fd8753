using Infra.Tests.Graph;
using Infra.Tests.Rules;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests;

/// <summary>The rules hold in every stack, and none of them is blind: each notices every change that breaks it.</summary>
[TestFixture]
[NonParallelizable]
public sealed class RuleTests
{
    private static IEnumerable<TestCaseData> EveryRuleInEveryStack =>
        from rule in Rule.All
        from stack in StackUnderTest.All
        select new TestCaseData(rule, stack).SetName($"{rule.Name}({stack})");

    private static IEnumerable<TestCaseData> EveryBreak =>
        from rule in Rule.All
        from change in rule.Breaks
        select new TestCaseData(rule, change).SetName($"{rule.Name}_is_noticed_not_to({change})");

    [TestCaseSource(nameof(EveryRuleInEveryStack))]
    public async Task Holds(object rule, StackUnderTest stack)
        => Assert.That(((Rule)rule).Violations(await StackGraph.OfAsync(stack)), Is.Empty);

    [TestCaseSource(nameof(EveryBreak))]
    public async Task Is_noticed_when_it_does_not_hold(object rule, object change)
    {
        StackGraph whole = await StackGraph.OfAsync(((Rule)rule).BrokenIn);
        StackGraph broken = ((Break)change).Apply(whole.Copy());
        Assert.That(((Rule)rule).Violations(broken), Is.Not.Empty);
    }

    [Test]
    public void Are_each_proven_to_be_able_to_fail()
        => Assert.That(Rule.All.Where(rule => rule.Breaks.Count == 0).Select(rule => rule.Name), Is.Empty);
}
