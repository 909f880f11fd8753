using System.Collections.Concurrent;
using System.Reflection;
using DuckDB.NET.Data;

namespace Ecg.Cli.Querying;

/// <summary>Reads lists and maps that may contain NULL, which the driver returns only as a type that allows it.</summary>
internal static class NestedCell
{
    private static readonly MethodInfo Read = typeof(NestedCell).GetMethod(nameof(ReadAs), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly ConcurrentDictionary<Type, Func<DuckDBDataReader, int, object>> Readers = new();

    /// <summary>Returns a cell's value.</summary>
    /// <param name="reader">The reader, positioned on the row.</param>
    /// <param name="column">The column's index, a list or a map.</param>
    /// <param name="type">The column's type, as <see cref="DuckDBDataReader.GetFieldType"/> returns it.</param>
    public static object Value(DuckDBDataReader reader, int column, Type type) =>
        Readers.GetOrAdd(type, ReaderOf)(reader, column);

    /// <summary>Returns whether a type is a list or a map.</summary>
    public static bool IsOne(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var generic
        && (generic == typeof(List<>) || (generic == typeof(Dictionary<,>) && type != typeof(Dictionary<string, object>)));

    private static Func<DuckDBDataReader, int, object> ReaderOf(Type type) =>
        Read.MakeGenericMethod(WithRoom(type)).CreateDelegate<Func<DuckDBDataReader, int, object>>();

    private static object ReadAs<T>(DuckDBDataReader reader, int column)
        where T : notnull => reader.GetFieldValue<T>(column);

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
}
