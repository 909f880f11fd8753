using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>Writes outputs and inputs inside a value as what they hold, and remembers what it saw of them.</summary>
internal sealed class OutputJsonConverterFactory : JsonConverterFactory
{
    /// <summary>Whether a value was unknown: what was written then stands for nothing.</summary>
    public bool SawUnknown { get; private set; }

    /// <summary>Whether a value was secret.</summary>
    public bool SawSecret { get; private set; }

    /// <summary>The resources of the values.</summary>
    public ImmutableHashSet<Resource> Resources { get; private set; } = [];

    /// <summary>A copy of the options, with this converter.</summary>
    public JsonSerializerOptions AddTo(JsonSerializerOptions? options)
    {
        JsonSerializerOptions result = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        result.Converters.Add(this);
        return result;
    }

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert)
        => typeof(IOutput).IsAssignableFrom(typeToConvert) || typeof(IInput).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(
            typeof(Converter<>).MakeGenericType(typeToConvert), BindingFlags.Instance | BindingFlags.Public, binder: null, [this], culture: null)!;

    private sealed class Converter<T>(OutputJsonConverterFactory factory) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException($"{typeToConvert} is written only.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            IOutput output = value as IOutput ?? ((IInput)value!).ToOutput();

            // A converter cannot wait but by blocking.
            OutputData<object?> data = output.GetDataAsync().GetAwaiter().GetResult();
            factory.Resources = factory.Resources.Union(data.Resources);
            factory.SawSecret |= data.IsSecret;
            factory.SawUnknown |= !data.IsKnown;
            if (data.IsKnown && data.Value is not null)
            {
                JsonSerializer.Serialize(writer, data.Value, output.ValueType, options);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
