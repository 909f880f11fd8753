using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>
/// Turns the values of a program into a tree of null, <see cref="bool"/>, <see cref="int"/>, <see cref="double"/>, <see cref="string"/>,
/// <see cref="ImmutableArray{T}"/>, <see cref="ImmutableDictionary{TKey, TValue}"/>, <see cref="AssetOrArchive"/>, <see cref="Secret"/> and <see cref="Unknown"/>,
/// and gathers the resources that the values come from.
/// </summary>
internal sealed class Serializer
{
    /// <summary>The resources that the values so far come from.</summary>
    public HashSet<Resource> Dependencies { get; } = [];

    /// <summary>The members of an object, without those that are null.</summary>
    public async Task<ImmutableDictionary<string, object?>> SerializeMembersAsync(string context, IEnumerable<KeyValuePair<string, object?>> members)
    {
        ImmutableDictionary<string, object?>.Builder result = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach ((string? name, object? value) in members)
        {
            object? serialized = await SerializeAsync($"{context}.{name}", value).ConfigureAwait(false);
            if (serialized is not null)
            {
                result.Add(name, serialized);
            }
        }

        return result.ToImmutable();
    }

    /// <summary>One value.</summary>
    public async Task<object?> SerializeAsync(string context, object? value)
    {
        switch (value)
        {
            case null or bool or int or double or string or AssetOrArchive:
                return value;
            case InputArgs args:
                return await SerializeMembersAsync(context, args.ToDictionary()).ConfigureAwait(false);
            case Task:
                throw new InvalidOperationException($"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{context}");
            case IInputCollection collection:
                return await SerializeAsync(context, collection.Elements).ConfigureAwait(false);
            case IInput input:
                return await SerializeAsync(context, input.ToOutput()).ConfigureAwait(false);
            case IUnion union:
                return await SerializeAsync(context, union.Value).ConfigureAwait(false);
            case JsonElement element:
                return FromJson(element);
            case IOutput output:
                return await SerializeOutputAsync(context, output).ConfigureAwait(false);
            case CustomResource resource:
                Dependencies.Add(resource);
                return await SerializeAsync($"{context}.id", resource.Id).ConfigureAwait(false);
            case Resource resource:
                return await SerializeAsync($"{context}.urn", resource.Urn).ConfigureAwait(false);
            case IDictionary dictionary:
                return await SerializeMembersAsync(context, Members(context, dictionary)).ConfigureAwait(false);
            case IList list:
                return await SerializeListAsync(context, list).ConfigureAwait(false);
            case Enum number:
                return Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture);
        }

        Type type = value.GetType();
        if (type.GetCustomAttribute<EnumTypeAttribute>() is not null)
        {
            MethodInfo conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, null, [type], null)
                ?? throw new InvalidOperationException($"Expected {type.FullName} to have an explicit conversion operator to String or Double.\n\t{context}");
            return conversion.Invoke(null, [value]);
        }

        if (type.GetCustomAttribute<OutputTypeAttribute>() is not null)
        {
            IEnumerable<FieldInfo> fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance).Where(field => field.IsInitOnly);
            return await SerializeMembersAsync(context, fields.Select(field => KeyValuePair.Create(Camel(field.Name), field.GetValue(value)))).ConfigureAwait(false);
        }

        throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{context}");
    }

    private async Task<object?> SerializeOutputAsync(string context, IOutput output)
    {
        OutputData<object?> data = await output.GetDataAsync().ConfigureAwait(false);
        Dependencies.UnionWith(data.Resources);
        object? value = data.IsKnown ? await SerializeAsync(context, data.Value).ConfigureAwait(false) : Unknown.Value;
        return data.IsSecret && value is not Secret ? new Secret(value) : value;
    }

    private async Task<ImmutableArray<object?>> SerializeListAsync(string context, IList list)
    {
        // An ImmutableArray that was never made, as a function's result may hold one, says it has no elements by throwing.
        if (list.GetType().GetProperty("IsDefault")?.GetValue(list) is true)
        {
            return [];
        }

        ImmutableArray<object?>.Builder result = ImmutableArray.CreateBuilder<object?>(list.Count);
        for (int i = 0; i < list.Count; i++)
        {
            result.Add(await SerializeAsync($"{context}[{i}]", list[i]).ConfigureAwait(false));
        }

        return result.MoveToImmutable();
    }

    private static IEnumerable<KeyValuePair<string, object?>> Members(string context, IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return entry.Key is string name
                ? KeyValuePair.Create(name, entry.Value)
                : throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{context}");
        }
    }

    private static object? FromJson(JsonElement element)
        => element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => element.EnumerateArray().Select(FromJson).ToImmutableArray(),
            JsonValueKind.Object => element.EnumerateObject().ToImmutableDictionary(member => member.Name, member => FromJson(member.Value)),
            _ => null,
        };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
