using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>Makes outputs, and one output of several.</summary>
public static partial class Output
{
    /// <summary>An output of a plain value.</summary>
    public static Output<T> Create<T>(T value) => Create(Task.FromResult(value));

    /// <summary>An output of a task's result.</summary>
    public static Output<T> Create<T>(Task<T> value) => Output<T>.Create(value);

    /// <summary>A secret output of a plain value.</summary>
    public static Output<T> CreateSecret<T>(T value) => CreateSecret(Task.FromResult(value));

    /// <summary>A secret output of a task's result.</summary>
    public static Output<T> CreateSecret<T>(Task<T> value) => Output<T>.Create(value, isSecret: true);

    /// <summary>The same output as a secret; the one that was given is left as it is.</summary>
    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.With(data => data with { IsSecret = true });
    }

    /// <summary>The same output, no longer a secret; the one that was given is left as it is.</summary>
    public static Output<T> Unsecret<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.With(data => data with { IsSecret = false });
    }

    /// <summary>Whether the output is a secret, once that is clear.</summary>
    public static async Task<bool> IsSecretAsync<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return (await output.Data.ConfigureAwait(false)).IsSecret;
    }

    /// <summary>All values in one output: unknown if one of them is, secret if one of them is, and of all their resources.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All(inputs.AsEnumerable());

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs)
        => AllOf([.. inputs.Select(input => (Output<T>)input)]);

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All(outputs.AsEnumerable());

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => AllOf([.. outputs]);

    /// <summary>An interpolated string, once the outputs in it are there; with the invariant culture.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        ArgumentNullException.ThrowIfNull(formattableString);
        return AllOf([.. formattableString.GetArguments().Select(ToObjectOutput)])
            .Apply(values => string.Format(CultureInfo.InvariantCulture, formattableString.Format, [.. values]));
    }

    /// <summary>The value as JSON. Outputs and inputs inside the value are written as what they hold; an unknown one makes the whole unknown, a secret one makes it secret.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Output<string>(SerializeAsync());

        async Task<OutputData<string>> SerializeAsync()
        {
            OutputData<T> data = await value.Data.ConfigureAwait(false);
            if (!data.IsKnown)
            {
                return new OutputData<string>(data.Resources, "", IsKnown: false, data.IsSecret);
            }

            // The converter remembers what it saw of this value, and so do the options that hold it serve once.
            var converter = new OutputJsonConverterFactory();
            string json = JsonSerializer.Serialize(data.Value, converter.AddTo(options));
            ImmutableHashSet<Resource> resources = data.Resources.Union(converter.Resources);
            bool isSecret = data.IsSecret || converter.SawSecret;
            return new OutputData<string>(resources, converter.SawUnknown ? "" : json, !converter.SawUnknown, isSecret);
        }
    }

    internal static Output<object?> ToObjectOutput(object? value)
    {
        IOutput? output = value as IOutput ?? (value as IInput)?.ToOutput();
        return output is null ? Create(value) : new Output<object?>(output.GetDataAsync());
    }

    private static Output<ImmutableArray<T>> AllOf<T>(ImmutableArray<Output<T>> outputs)
    {
        return new Output<ImmutableArray<T>>(CombineAsync());

        async Task<OutputData<ImmutableArray<T>>> CombineAsync()
        {
            OutputData<T>[] data = await Task.WhenAll(outputs.Select(output => output.Data)).ConfigureAwait(false);
            return new OutputData<ImmutableArray<T>>(
                data.Aggregate(ImmutableHashSet<Resource>.Empty, (all, one) => all.Union(one.Resources)),
                [.. data.Select(one => one.Value)],
                data.All(one => one.IsKnown),
                data.Any(one => one.IsSecret));
        }
    }
}
