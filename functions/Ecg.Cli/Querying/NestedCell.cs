using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;

namespace Ecg.Cli.Querying;

/// <summary>Reads lists and maps that may contain NULL, which the driver returns only as a type that allows it.</summary>
internal static class NestedCell
{
    private static readonly MethodInfo Read = typeof(NestedCell).GetMethod(nameof(ReadAs), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly ConcurrentDictionary<Type, Func<DuckDBDataReader, int, object>> Readers = new();

    // Native code has only the lists and maps of values that are named before it runs. JIT compilation makes them when they are asked for.
    static NestedCell()
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            return;
        }

        Keep<bool>();
        Keep<sbyte>();
        Keep<byte>();
        Keep<short>();
        Keep<ushort>();
        Keep<int>();
        Keep<uint>();
        Keep<long>();
        Keep<ulong>();
        Keep<float>();
        Keep<double>();
        Keep<decimal>();
        Keep<BigInteger>();
        Keep<Guid>();
        Keep<DateOnly>();
        Keep<TimeOnly>();
        Keep<DateTime>();
        Keep<DateTimeOffset>();
        Keep<TimeSpan>();
    }

    /// <summary>Returns a cell's value.</summary>
    /// <param name="reader">The reader, positioned on the row.</param>
    /// <param name="column">The column's index, a list or a map.</param>
    /// <param name="type">The column's type, as <see cref="DuckDBDataReader.GetFieldType"/> returns it.</param>
    /// <exception cref="NotSupportedException">The command is native code, and the type is none that it has.</exception>
    public static object Value(DuckDBDataReader reader, int column, Type type) =>
        Readers.GetOrAdd(type, ReaderOf)(reader, column);

    /// <summary>Returns whether a type is a list or a map.</summary>
    public static bool IsOne(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var generic
        && (generic == typeof(List<>) || (generic == typeof(Dictionary<,>) && type != typeof(Dictionary<string, object>)));

    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The method requires nothing of its type.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Lists and maps are classes, which share the method's code.")]
    private static Func<DuckDBDataReader, int, object> ReaderOf(Type type) =>
        Read.MakeGenericMethod(WithRoom(type)).CreateDelegate<Func<DuckDBDataReader, int, object>>();

    private static object ReadAs<T>(DuckDBDataReader reader, int column)
        where T : class => reader.GetFieldValue<T>(column);

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "Lists and maps require nothing of their types.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The constructor keeps the usual types; for others, the caller gets an exception.")]
    private static Type WithRoom(Type type)
    {
        if (type.IsValueType)
        {
            return Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
        }

        if (!IsOne(type))
        {
            return type;
        }

        // A map's keys are never NULL.
        Type[] arguments = type.GetGenericArguments();
        arguments[^1] = WithRoom(arguments[^1]);
        return type.GetGenericTypeDefinition().MakeGenericType(arguments);
    }

    private static void Keep<T>()
        where T : struct
    {
        Keep(typeof(List<T>));
        Keep(typeof(List<T?>));
        Keep(typeof(Dictionary<string, T>));
        Keep(typeof(Dictionary<string, T?>));
        Keep(typeof(Dictionary<T, string>));

        // histogram() counts in unsigned numbers.
        Keep(typeof(Dictionary<T, ulong>));
        Keep(typeof(Dictionary<T, ulong?>));
        Keep(typeof(Dictionary<int, T>));
        Keep(typeof(Dictionary<int, T?>));
        Keep(typeof(Dictionary<long, T>));
        Keep(typeof(Dictionary<long, T?>));
    }

    private static void Keep([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type type) => _ = type;
}
