using System.Collections;
using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Doubles;

[TestFixture]
public class InputCollectionTests
{
    private static readonly string[] AB = ["a", "b"];

    [Test]
    public async Task A_list_is_initialised_with_values_and_outputs()
        => Assert.That(await Values(new InputList<string> { "a", Output.Create("b") }), Is.EqualTo(AB));

    [Test]
    public async Task A_list_is_made_of_every_kind_of_list()
    {
        Assert.That(await Values((InputList<string>)"a"), Is.EqualTo(["a"]));
        Assert.That(await Values((InputList<string>)Output.Create("a")), Is.EqualTo(["a"]));
        Assert.That(await Values((InputList<string>)AB), Is.EqualTo(AB));
        Assert.That(await Values((InputList<string>)AB.ToList()), Is.EqualTo(AB));
        Assert.That(await Values((InputList<string>)AB.ToImmutableArray()), Is.EqualTo(AB));
        Assert.That(await Values((InputList<string>)AB.Select(Output.Create).ToArray()), Is.EqualTo(AB));
        Assert.That(await Values((InputList<string>)AB.Select(Output.Create).ToList()), Is.EqualTo(AB));
        Assert.That(await Values((InputList<string>)Output.Create(AB)), Is.EqualTo(AB));
        Assert.That(await Values((InputList<string>)Output.Create(AB.ToImmutableArray())), Is.EqualTo(AB));
    }

    [Test]
    public async Task A_list_takes_another_one_behind_its_values()
    {
        var list = new InputList<string> { "a" };
        InputList<string> both = list.Concat("b");
        Assert.That(await Values(list), Is.EqualTo(["a"]));
        Assert.That(await Values(both), Is.EqualTo(AB));
        list.AddRange("b");
        Assert.That(await Values(list), Is.EqualTo(AB));
    }

    [Test]
    public async Task A_list_is_unknown_if_one_value_is_and_secret_if_one_is()
    {
        var list = new InputList<string> { "a", OutputUtilities.CreateUnknown("b"), Output.CreateSecret("c") }.ToOutput();
        Assert.That(await OutputUtilities.GetIsKnownAsync(list), Is.False);
        Assert.That(await Output.IsSecretAsync(list), Is.True);
    }

    [Test]
    public async Task A_list_is_enumerated_asynchronously_alone()
    {
        var list = new InputList<string> { "a", "b" };
        var values = new List<string>();
        await foreach (Input<string> value in list)
        {
            values.Add(await OutputUtilities.GetValueAsync(value.ToOutput()));
        }

        Assert.That(values, Is.EqualTo(AB));
        Assert.Throws<NotSupportedException>(() => ((IEnumerable)list).GetEnumerator());
    }

    [Test]
    public async Task A_map_is_initialised_with_values_and_outputs_in_both_ways()
    {
        Assert.That(await Values(new InputMap<string> { { "x", "a" }, { "y", Output.Create("b") } }), Is.EqualTo(Map(("x", "a"), ("y", "b"))));
        Assert.That(await Values(new InputMap<string> { ["x"] = "a", ["y"] = Output.Create("b") }), Is.EqualTo(Map(("x", "a"), ("y", "b"))));
    }

    [Test]
    public async Task A_map_is_made_of_every_kind_of_dictionary()
    {
        var dictionary = new Dictionary<string, string> { ["x"] = "a" };
        Assert.That(await Values((InputMap<string>)dictionary), Is.EqualTo(Map(("x", "a"))));
        Assert.That(await Values((InputMap<string>)dictionary.ToImmutableDictionary()), Is.EqualTo(Map(("x", "a"))));
        Assert.That(await Values((InputMap<string>)Output.Create(dictionary)), Is.EqualTo(Map(("x", "a"))));
        Assert.That(await Values((InputMap<string>)Output.Create(dictionary.ToImmutableDictionary())), Is.EqualTo(Map(("x", "a"))));
    }

    [Test]
    public async Task A_map_takes_a_key_twice_with_one_value_and_not_with_another()
    {
        Assert.That(await Values(new InputMap<string> { { "x", "a" }, { "x", "a" } }), Is.EqualTo(Map(("x", "a"))));
        await Assert.ThatAsync(() => Values(new InputMap<string> { { "x", "a" }, { "x", "b" } }), Throws.ArgumentException);
    }

    [Test]
    public async Task A_merged_map_has_the_second_ones_values()
        => Assert.That(
            await Values(InputMap<string>.Merge(new() { ["x"] = "a", ["y"] = "b" }, new() { ["y"] = "c" })),
            Is.EqualTo(Map(("x", "a"), ("y", "c"))));

    [Test]
    public async Task A_union_takes_either_type_as_value_input_and_output()
    {
        Assert.That(await Value("a"), Is.EqualTo("a"));
        Assert.That(await Value(7), Is.EqualTo(7));
        Assert.That(await Value((Input<string>)"a"), Is.EqualTo("a"));
        Assert.That(await Value(Output.CreateSecret(7)), Is.EqualTo(7));

        static async Task<object> Value(InputUnion<string, int> union) => (await OutputUtilities.GetValueAsync(union.ToOutput())).Value;
    }

    [Test]
    public void A_union_tells_which_type_it_holds()
    {
        Union<string, int> text = "a", number = 7;
        Assert.That((text.IsT0, text.IsT1, text.AsT0), Is.EqualTo((true, false, "a")));
        Assert.That((number.IsT0, number.IsT1, number.AsT1), Is.EqualTo((false, true, 7)));
        Assert.That(() => number.AsT0, Throws.InvalidOperationException);
        Assert.That(number.Match(value => value.Length, value => value), Is.EqualTo(7));
        Assert.That(text, Is.Not.EqualTo(number));
    }

    private static Task<ImmutableArray<string>> Values(InputList<string> list) => OutputUtilities.GetValueAsync(list.ToOutput());

    private static Task<ImmutableDictionary<string, string>> Values(InputMap<string> map) => OutputUtilities.GetValueAsync(map.ToOutput());

    private static Dictionary<string, string> Map(params (string Key, string Value)[] pairs) => pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
}
