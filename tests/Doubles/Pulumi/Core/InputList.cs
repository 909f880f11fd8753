using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list of inputs that is an input itself. Collection initialisers add to it; it cannot be enumerated synchronously.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>, IInputCollection
{
    private Input<ImmutableArray<Input<T>>> _elements;

    /// <summary>An empty list.</summary>
    public InputList()
        : this(ImmutableArray<Input<T>>.Empty)
    {
    }

    private InputList(Input<ImmutableArray<Input<T>>> elements)
        : base(Flatten(elements)) => _elements = elements;

    IInput IInputCollection.Elements => _elements;

    /// <summary>Adds each of the inputs.</summary>
    public void Add(params Input<T>[] inputs) => AddRange(inputs);

    /// <summary>Adds every input of another list.</summary>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    /// <summary>Adds every input of another list.</summary>
    public void AddRange(InputList<T> inputs) => Set(Concat(inputs)._elements);

    /// <summary>A new list of this one's inputs and then the other's.</summary>
    public InputList<T> Concat(InputList<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new InputList<T>(Output.Tuple(_elements, other._elements).Apply(both => both.Item1.AddRange(both.Item2)));
    }

    /// <summary>The inputs, once it is known how many there are; none during a preview that does not know.</summary>
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        ImmutableArray<T> values = await OutputValue.GetValueAsync(whenUnknown: []).ConfigureAwait(false);
        foreach (T? value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return value;
        }
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException($"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    /// <summary>A list of one value.</summary>
    public static implicit operator InputList<T>(T value) => FromInputs([value]);

    /// <summary>A list of one output.</summary>
    public static implicit operator InputList<T>(Output<T> value) => FromInputs([value]);

    /// <summary>A list of one input.</summary>
    public static implicit operator InputList<T>(Input<T> value) => FromInputs([value]);

    /// <summary>A list of an array's values.</summary>
    public static implicit operator InputList<T>(T[] values) => FromInputs(values.Select(value => (Input<T>)value));

    /// <summary>A list of an array's outputs.</summary>
    public static implicit operator InputList<T>(Output<T>[] values) => FromInputs(values.Select(value => (Input<T>)value));

    /// <summary>A list of an array's inputs.</summary>
    public static implicit operator InputList<T>(Input<T>[] values) => FromInputs(values);

    /// <summary>A list of a list's values.</summary>
    public static implicit operator InputList<T>(List<T> values) => FromInputs(values.Select(value => (Input<T>)value));

    /// <summary>A list of a list's outputs.</summary>
    public static implicit operator InputList<T>(List<Output<T>> values) => FromInputs(values.Select(value => (Input<T>)value));

    /// <summary>A list of a list's inputs.</summary>
    public static implicit operator InputList<T>(List<Input<T>> values) => FromInputs(values);

    /// <summary>A list of an immutable array's values.</summary>
    public static implicit operator InputList<T>(ImmutableArray<T> values)
        => new(values.IsDefault ? default : values.Select(value => (Input<T>)value).ToImmutableArray());

    /// <summary>A list of an immutable array's outputs.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values)
        => new(values.IsDefault ? default : values.Select(value => (Input<T>)value).ToImmutableArray());

    /// <summary>A list of an immutable array's inputs.</summary>
    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => new(values);

    /// <summary>A list that an output will hold.</summary>
    public static implicit operator InputList<T>(Output<T[]> values) => values.Apply(ImmutableArray.CreateRange);

    /// <summary>A list that an output will hold.</summary>
    public static implicit operator InputList<T>(Output<List<T>> values) => values.Apply(ImmutableArray.CreateRange);

    /// <summary>A list that an output will hold.</summary>
    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => values.Apply(ImmutableArray.CreateRange);

    /// <summary>A list that an output will hold.</summary>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values)
        => new(values.Apply(known => known.IsDefault ? default : known.Select(value => (Input<T>)value).ToImmutableArray()));

    private static InputList<T> FromInputs(IEnumerable<Input<T>> inputs) => new(inputs.ToImmutableArray());

    private static Output<ImmutableArray<T>> Flatten(Input<ImmutableArray<Input<T>>> elements)
        => elements.Apply(known => known.IsDefault ? Output.Create(default(ImmutableArray<T>)) : Output.All<T>(known));

    private void Set(Input<ImmutableArray<Input<T>>> elements)
    {
        _elements = elements;
        OutputValue = Flatten(elements);
    }
}
