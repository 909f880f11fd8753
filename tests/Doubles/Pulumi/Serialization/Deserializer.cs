using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Turns a serialised value into one of a type that the program asks for.</summary>
internal static class Deserializer
{
    /// <summary>The value without its secrets, and whether there was one, and whether anything in it is unknown: then the whole is.</summary>
    public static (object? Value, bool IsKnown, bool IsSecret) Unwrap(object? value)
    {
        switch (value)
        {
            case Unknown:
                return (null, false, false);
            case Secret secret:
                (object? inner, bool isKnown, bool _) = Unwrap(secret.Value);
                return (inner, isKnown, true);
            case int number:
                // There is one kind of number between a program and the engine.
                return ((double)number, true, false);
            case ImmutableArray<object?> list:
                (object? Value, bool IsKnown, bool IsSecret)[] elements = list.Select(Unwrap).ToArray();
                return (elements.Select(one => one.Value).ToImmutableArray(), elements.All(one => one.IsKnown), elements.Any(one => one.IsSecret));
            case ImmutableDictionary<string, object?> map:
                (string Key, (object? Value, bool IsKnown, bool IsSecret) Data)[] members = map.Select(pair => (pair.Key, Data: Unwrap(pair.Value))).ToArray();
                return (members.ToImmutableDictionary(one => one.Key, one => one.Data.Value), members.All(one => one.Data.IsKnown), members.Any(one => one.Data.IsSecret));
            default:
                return (value, true, false);
        }
    }

    /// <summary>The value as that type; its default value, and a warning, where it is of another.</summary>
    public static object? Convert(string context, object? value, Type type)
    {
        try
        {
            return ConvertOrThrow(context, value, type);
        }
        catch (InvalidCastException e)
        {
            Log.Warn(e.Message);
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }
    }

    private static object? ConvertOrThrow(string context, object? value, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return value is null ? null : ConvertOrThrow(context, value, underlying);
        }

        if (value is null)
        {
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        if (type == typeof(int))
        {
            return (int)Expect<double>(context, value);
        }

        if (type.IsInstanceOfType(value))
        {
            return value;
        }

        if (type.GetCustomAttribute<EnumTypeAttribute>() is not null)
        {
            return type.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, [typeof(string)])!.Invoke([Expect<string>(context, value)]);
        }

        if (type.GetCustomAttribute<OutputTypeAttribute>() is not null)
        {
            return ConvertObject(context, Expect<ImmutableDictionary<string, object?>>(context, value), type);
        }

        return type.IsGenericType ? ConvertGeneric(context, value, type) : throw Mismatch(context, value, type);
    }

    private static object ConvertObject(string context, ImmutableDictionary<string, object?> members, Type type)
    {
        ConstructorInfo constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Single(candidate => candidate.GetCustomAttribute<OutputConstructorAttribute>() is not null);
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Convert(
            $"{context}.{parameter.Name}", members.GetValueOrDefault(parameter.Name!), parameter.ParameterType))]);
    }

    private static object? ConvertGeneric(string context, object value, Type type)
    {
        Type definition = type.GetGenericTypeDefinition();
        Type[] arguments = type.GetGenericArguments();
        string helper = definition == typeof(ImmutableArray<>) ? nameof(ConvertList)
            : definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string) ? nameof(ConvertMap)
            : definition == typeof(Union<,>) ? nameof(ConvertUnion)
            : throw Mismatch(context, value, type);
        Type[] types = helper == nameof(ConvertMap) ? arguments[1..] : arguments;
        return typeof(Deserializer).GetMethod(helper, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(types)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [context, value], null);
    }

    private static ImmutableArray<T> ConvertList<T>(string context, object value)
        => [.. Expect<ImmutableArray<object?>>(context, value).Select((element, index) => (T)Convert($"{context}[{index}]", element, typeof(T))!)];

    private static ImmutableDictionary<string, T> ConvertMap<T>(string context, object value)
        => Expect<ImmutableDictionary<string, object?>>(context, value).ToImmutableDictionary(pair => pair.Key, pair => (T)Convert($"{context}.{pair.Key}", pair.Value, typeof(T))!);

    private static Union<T0, T1> ConvertUnion<T0, T1>(string context, object value)
    {
        try
        {
            return Union<T0, T1>.FromT0((T0)ConvertOrThrow(context, value, typeof(T0))!);
        }
        catch (InvalidCastException)
        {
            return Union<T0, T1>.FromT1((T1)ConvertOrThrow(context, value, typeof(T1))!);
        }
    }

    private static T Expect<T>(string context, object value) => value is T typed ? typed : throw Mismatch(context, value, typeof(T));

    private static InvalidCastException Mismatch(string context, object value, Type type)
        => new($"Expected {type.FullName} but got {value.GetType().FullName} deserializing {context}");
}
