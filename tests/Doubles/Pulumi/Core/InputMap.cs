using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map of inputs that is an input itself. Collection initialisers add to it; it cannot be enumerated synchronously.</summary>
public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>, IInputCollection
{
    private Input<ImmutableDictionary<string, Input<TValue>>> _elements;

    /// <summary>An empty map.</summary>
    public InputMap()
        : this(ImmutableDictionary<string, Input<TValue>>.Empty)
    {
    }

    private InputMap(Input<ImmutableDictionary<string, Input<TValue>>> elements)
        : base(Flatten(elements)) => _elements = elements;

    IInput IInputCollection.Elements => _elements;

    /// <summary>The same as <see cref="Add(string, Input{TValue})"/>.</summary>
    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    /// <summary>Adds a value. A key may come twice with one value; with another, the deployment fails.</summary>
    public void Add(string key, Input<TValue> value)
        => Set(_elements.Apply(known => known.TryGetValue(key, out Input<TValue>? old) ? known.SetItem(key, Same(key, old, value)) : known.Add(key, value)));

    /// <summary>Adds every value of another map.</summary>
    public void Add(InputMap<TValue> values) => AddRange(values);

    /// <summary>Adds every value of another map.</summary>
    public void AddRange(InputMap<TValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Set(Output.Tuple(_elements, values._elements).Apply(both => both.Item1.AddRange(both.Item2)));
    }

    /// <summary>A new map of both; where a key is in both, with the second one's value.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new InputMap<TValue>(Output.Tuple(first._elements, second._elements).Apply(both => both.Item1.SetItems(both.Item2)));
    }

    /// <summary>The values, once the keys are known; none during a preview that does not know them.</summary>
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        ImmutableDictionary<string, TValue> values = await OutputValue.GetValueAsync(whenUnknown: ImmutableDictionary<string, TValue>.Empty).ConfigureAwait(false);
        foreach (KeyValuePair<string, TValue> value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return value;
        }
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException($"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    /// <summary>A map of a dictionary's values.</summary>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => Output.Create(values);

    /// <summary>A map of a dictionary's values.</summary>
    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => Output.Create(values);

    /// <summary>A map that an output will hold.</summary>
    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) => values.Apply(known => known.ToImmutableDictionary());

    /// <summary>A map that an output will hold.</summary>
    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) => values.Apply(known => known.ToImmutableDictionary());

    /// <summary>A map that an output will hold.</summary>
    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values)
        => new(values.Apply(known => known?.ToImmutableDictionary(pair => pair.Key, pair => (Input<TValue>)pair.Value)!));

    private static Output<TValue> Same(string key, Input<TValue> old, Input<TValue> value)
        => Output.Tuple(old, value).Apply(both => EqualityComparer<TValue>.Default.Equals(both.Item1, both.Item2)
            ? both.Item1
            : throw new ArgumentException($"Key '{key}' already exists in the map with a different value."));

    private static Output<ImmutableDictionary<string, TValue>> Flatten(Input<ImmutableDictionary<string, Input<TValue>>> elements)
        => elements.Apply(known => known is null
            ? Output.Create(default(ImmutableDictionary<string, TValue>)!)
            : Output.All(known.Select(pair => pair.Value.Apply(value => KeyValuePair.Create(pair.Key, value)))).Apply(pairs => pairs.ToImmutableDictionary()));

    private void Set(Input<ImmutableDictionary<string, Input<TValue>>> elements)
    {
        _elements = elements;
        OutputValue = Flatten(elements);
    }
}
