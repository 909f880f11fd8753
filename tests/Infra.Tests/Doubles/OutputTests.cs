using System.Collections.Immutable;
using System.Text.Json;
using NUnit.Framework;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Doubles;

[TestFixture]
public class OutputTests
{
    private static readonly string[] AB = ["a", "b"];

    [Test]
    public async Task Holds_the_value_of_a_task_that_ends_later()
    {
        var source = new TaskCompletionSource<int>();
        Output<int> output = Output.Create(source.Task).Apply(value => value + 1);
        source.SetResult(1);
        Assert.That(await OutputUtilities.GetValueAsync(output), Is.EqualTo(2));
    }

    [Test]
    public async Task Is_no_secret_unless_it_is_made_one()
    {
        var plain = Output.Create(1);
        Assert.That(await Output.IsSecretAsync(plain), Is.False);
        Assert.That(await Output.IsSecretAsync(Output.CreateSecret(plain)), Is.True);
        Assert.That(await Output.IsSecretAsync(Output.CreateSecret(1)), Is.True);
        Assert.That(await Output.IsSecretAsync(Output.CreateSecret(Task.FromResult(1))), Is.True);
        Assert.That(await Output.IsSecretAsync(plain), Is.False, "the output that a secret was made of is left as it is");
    }

    [Test]
    public async Task Is_no_secret_any_more_once_it_is_unsecret()
        => Assert.That(await Output.IsSecretAsync(Output.Unsecret(Output.CreateSecret(1))), Is.False);

    [Test]
    public async Task Stays_a_secret_through_apply()
        => Assert.That(await Output.IsSecretAsync(Output.CreateSecret("a").Apply(value => value.Length)), Is.True);

    [Test]
    public async Task Becomes_a_secret_where_the_function_gives_one()
        => Assert.That(await Output.IsSecretAsync(Output.Create("a").Apply(Output.CreateSecret)), Is.True);

    [Test]
    public async Task Applies_functions_that_give_values_tasks_inputs_and_outputs()
    {
        var one = Output.Create(1);
        Assert.That(await OutputUtilities.GetValueAsync(one.Apply(value => value + 1)), Is.EqualTo(2));
        Assert.That(await OutputUtilities.GetValueAsync(one.Apply(value => Task.FromResult(value + 2))), Is.EqualTo(3));
        Assert.That(await OutputUtilities.GetValueAsync(one.Apply(value => (Input<int>)(value + 3))), Is.EqualTo(4));
        Assert.That(await OutputUtilities.GetValueAsync(one.Apply(value => Output.Create(value + 4))), Is.EqualTo(5));
    }

    [Test]
    public async Task Does_not_call_the_function_of_an_unknown_value()
    {
        int calls = 0;
        Output<int> output = OutputUtilities.CreateUnknown("a").Apply(value => calls++);
        Assert.That(await OutputUtilities.GetIsKnownAsync(output), Is.False);
        Assert.That(calls, Is.Zero);
    }

    [Test]
    public async Task Is_unknown_where_the_function_gives_something_unknown()
        => Assert.That(await OutputUtilities.GetIsKnownAsync(Output.Create(1).Apply(OutputUtilities.CreateUnknown)), Is.False);

    [Test]
    public async Task Fails_where_the_function_fails()
    {
        Output<int> output = Output.Create("x").Apply(int.Parse);
        await Assert.ThatAsync(() => OutputUtilities.GetValueAsync(output), Throws.TypeOf<FormatException>());
    }

    [Test]
    public async Task All_is_every_value_in_order()
    {
        Assert.That(await OutputUtilities.GetValueAsync(Output.All<string>("a", Output.Create("b"))), Is.EqualTo(AB));
        Assert.That(await OutputUtilities.GetValueAsync(Output.All(AB.Select(Output.Create))), Is.EqualTo(AB));
    }

    [Test]
    public async Task All_is_unknown_if_one_is_and_secret_if_one_is()
    {
        var all = Output.All(Output.Create("a"), OutputUtilities.CreateUnknown("b"), Output.CreateSecret("c"));
        Assert.That(await OutputUtilities.GetIsKnownAsync(all), Is.False);
        Assert.That(await Output.IsSecretAsync(all), Is.True);
        Assert.That(await Output.IsSecretAsync(Output.All(Output.Create("a"), Output.Create("b"))), Is.False);
    }

    [Test]
    public async Task Tuple_is_values_of_different_types()
    {
        Assert.That(await OutputUtilities.GetValueAsync(Output.Tuple<int, string>(1, "a")), Is.EqualTo((1, "a")));
        Assert.That(
            await OutputUtilities.GetValueAsync(Output.Tuple(
                Output.Create(1), Output.Create("a"), Output.Create(true), Output.Create(1.5), Output.Create(2), Output.Create("b"), Output.Create(false), Output.Create(2.5))),
            Is.EqualTo((1, "a", true, 1.5, 2, "b", false, 2.5)));
    }

    [Test]
    public async Task Tuple_is_a_secret_if_one_is()
        => Assert.That(await Output.IsSecretAsync(Output.Tuple(Output.Create(1), Output.CreateSecret("a"), Output.Create(true))), Is.True);

    [Test]
    public async Task Format_puts_outputs_inputs_and_values_into_the_text()
    {
        Input<int> input = 7;
        Assert.That(await OutputUtilities.GetValueAsync(Output.Format($"{Output.Create("a")}-{input}-{1.5}-{{x}}")), Is.EqualTo("a-7-1.5-{x}"));
    }

    [Test]
    public async Task Format_is_a_secret_if_one_is_and_unknown_if_one_is()
    {
        var text = Output.Format($"{Output.CreateSecret("a")}{OutputUtilities.CreateUnknown("b")}");
        Assert.That(await Output.IsSecretAsync(text), Is.True);
        Assert.That(await OutputUtilities.GetIsKnownAsync(text), Is.False);
    }

    [Test]
    public async Task JsonSerialize_writes_what_the_outputs_inside_hold()
    {
        var value = Output.Create(new Dictionary<string, object?>
        {
            ["output"] = Output.Create("a"),
            ["input"] = (Input<int>)7,
            ["list"] = (InputList<string>)AB,
            ["map"] = new InputMap<int> { ["x"] = 1 },
            ["nothing"] = null,
        });
        Assert.That(
            await OutputUtilities.GetValueAsync(Output.JsonSerialize(value)),
            Is.EqualTo("""{"output":"a","input":7,"list":["a","b"],"map":{"x":1},"nothing":null}"""));
    }

    [Test]
    public async Task JsonSerialize_heeds_the_options_that_it_is_given()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        Assert.That(await OutputUtilities.GetValueAsync(Output.JsonSerialize(Output.Create(new { Name = Output.Create("a") }), options)), Is.EqualTo("""{"name":"a"}"""));
        Assert.That(options.Converters, Is.Empty, "the options that were given are left as they are");
    }

    [Test]
    public async Task JsonSerialize_is_a_secret_if_anything_inside_is()
    {
        Assert.That(await Output.IsSecretAsync(Output.JsonSerialize(Output.Create(new { A = Output.CreateSecret(1) }))), Is.True);
        Assert.That(await Output.IsSecretAsync(Output.JsonSerialize(Output.CreateSecret(1))), Is.True);
        Assert.That(await Output.IsSecretAsync(Output.JsonSerialize(Output.Create(1))), Is.False);
    }

    [Test]
    public async Task JsonSerialize_is_unknown_if_anything_inside_is()
        => Assert.That(await OutputUtilities.GetIsKnownAsync(Output.JsonSerialize(Output.Create(new { A = OutputUtilities.CreateUnknown(1) }))), Is.False);

    [Test]
    public async Task An_input_that_is_not_given_is_the_types_default_value()
        => Assert.That(await OutputUtilities.GetValueAsync(((Input<string>?)null).ToOutput()), Is.Null);

    [Test]
    public async Task Has_no_text()
    {
        string text = "";
        await TestStack.RunAsync(new(), () => text = Output.Create(1).ToString());
        Assert.That(text, Does.Contain("is not supported"));
        Assert.That(Output.Create(1).ToString, Throws.InvalidOperationException, "there is nobody to warn outside of a deployment");
    }

    [Test]
    public async Task Gives_elements_of_arrays()
    {
        var array = Output.Create(AB.ToImmutableArray());
        Assert.That(await OutputUtilities.GetValueAsync(array.GetAt(1)), Is.EqualTo("b"));
        Assert.That(await OutputUtilities.GetValueAsync(array.First()), Is.EqualTo("a"));
        Assert.That(await OutputUtilities.GetValueAsync(array.Length()), Is.EqualTo(2));
    }
}
