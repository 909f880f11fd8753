using System.Buffers;
using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;

namespace Ecg.Cli.Querying;

/// <summary>Writes rows as one JSON array, one object per line. NaN and infinity, which JSON does not have, become null.</summary>
internal static class JsonRows
{
    /// <summary>Writes all rows.</summary>
    public static void Write(DuckDBDataReader reader, TextWriter output, CancellationToken cancellationToken)
    {
        JsonEncodedText[] names = Names(reader);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonCell.Options);
        output.Write('[');
        for (long row = 0L; reader.Read(); row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.Write(row == 0 ? "\n" : ",\n");
            WriteRow(reader, names, json);
            json.Flush();
            output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
            buffer.ResetWrittenCount();
            json.Reset();
        }

        output.Write("\n]\n");
    }

    // Names in an object are unique: `select a.x, b.x` gives x and x_2.
    private static JsonEncodedText[] Names(DuckDBDataReader reader)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var names = new JsonEncodedText[reader.FieldCount];
        for (int column = 0; column < names.Length; column++)
        {
            string name = reader.GetName(column);
            for (int copy = 2; !taken.Add(name); copy++)
            {
                name = $"{reader.GetName(column)}_{copy}";
            }

            names[column] = JsonEncodedText.Encode(name, JsonCell.Options.Encoder);
        }

        return names;
    }

    private static void WriteRow(DuckDBDataReader reader, JsonEncodedText[] names, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        for (int column = 0; column < names.Length; column++)
        {
            json.WritePropertyName(names[column]);
            WriteValue(reader, column, json);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(DuckDBDataReader reader, int column, Utf8JsonWriter json)
    {
        if (reader.IsDBNull(column))
        {
            json.WriteNullValue();
            return;
        }

        switch (Type.GetTypeCode(CellText.TypeOf(reader, column)))
        {
            case TypeCode.Int32:
                json.WriteNumberValue(reader.GetInt32(column));
                break;
            case TypeCode.Int64:
                json.WriteNumberValue(reader.GetInt64(column));
                break;
            case TypeCode.Double when double.IsFinite(reader.GetDouble(column)):
                json.WriteNumberValue(reader.GetDouble(column));
                break;
            case TypeCode.Single when float.IsFinite(reader.GetFloat(column)):
                json.WriteNumberValue(reader.GetFloat(column));
                break;
            case TypeCode.String:
                json.WriteStringValue(reader.GetString(column));
                break;
            default:
                JsonCell.Write(json, CellText.Value(reader, column));
                break;
        }
    }
}
