using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Signals;

namespace Ecg.Cli.Inspection;

/// <summary>Writes an inspection as one JSON object; unknown values are null.</summary>
internal static class InspectionJson
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Returns the object's text.</summary>
    public static string Of(FileInspection inspection)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("file", inspection.Path);
            json.WriteNumber("bytes", inspection.Bytes);
            json.WriteString("format", inspection.Format);
            Write(json, "big_endian", inspection.File?.IsBigEndian);
            json.WriteString("description", inspection.File?.Description);
            json.WritePropertyName("variables");
            WriteVariables(json, inspection.Variables);
            json.WritePropertyName("header");
            WriteHeader(json, inspection.Header);
            json.WriteString("dataset_file", inspection.DatasetFile);
            json.WritePropertyName("recording");
            WriteRecording(json, inspection);
            json.WritePropertyName("rejected");
            WriteRejection(json, inspection.Rejection);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteVariables(Utf8JsonWriter json, IReadOnlyList<MatVariable> variables)
    {
        json.WriteStartArray();
        foreach (MatVariable variable in variables)
        {
            WriteVariable(json, variable);
        }

        json.WriteEndArray();
    }

    private static void WriteVariable(Utf8JsonWriter json, MatVariable variable)
    {
        json.WriteStartObject();
        json.WriteString("name", variable.Name);
        json.WriteString("class", VariableText.Class(variable));
        WriteArray(json, "dimensions", variable.Dimensions, (writer, length) => writer.WriteNumberValue(length));
        json.WriteString("storage", VariableText.StorageName(variable));
        json.WriteBoolean("complex", variable.IsComplex);
        json.WriteBoolean("sparse", variable.IsSparse);
        json.WriteBoolean("global", variable.IsGlobal);
        if (variable.Numbers is { } numbers)
        {
            WriteArray(json, "values", numbers, WriteFinite);
        }

        if (variable.Text is { } text)
        {
            WriteArray(json, "text", text, (writer, line) => writer.WriteStringValue(line));
        }

        if (variable.Children.Count > 0)
        {
            json.WritePropertyName("children");
            WriteVariables(json, variable.Children);
            json.WriteNumber("children_left_out", variable.ChildrenLeftOut);
        }

        json.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter json, WfdbHeader? header)
    {
        if (header is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("file", header.FileName);
        json.WriteString("record", header.RecordName);
        json.WriteNumber("signals", header.Signals.Count);
        json.WriteNumber("sampling_rate_hz", header.SamplingFrequency);
        json.WriteNumber("counter_hz", header.CounterFrequency);
        json.WriteNumber("base_counter", header.BaseCounter);
        Write(json, "samples", header.SampleCount);
        WriteArray(json, "comments", header.Comments, (writer, comment) => writer.WriteStringValue(comment));
        json.WriteEndObject();
    }

    private static void WriteRecording(Utf8JsonWriter json, FileInspection inspection)
    {
        if (inspection.Recording is not { } recording)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("signal", inspection.Signal!.Path);
        json.WriteNumber("samples", recording.Matrix.SampleCount);
        Write(json, "sampling_rate_hz", recording.SamplingRate);
        Write(json, "duration_s", recording.Matrix.SampleCount / recording.SamplingRate);
        json.WriteString("recorded_at", recording.RecordedAt?.ToString("s"));
        Write(json, "age", recording.Age);
        json.WriteString("sex", recording.Sex);
        WriteArray(json, "diagnoses", recording.Diagnoses, (writer, text) => writer.WriteStringValue(text));
        WriteArray(json, "leads", [.. recording.Leads.Zip(FirstValues.Of(recording))], WriteLead);
        WriteArray(json, "issues", recording.Issues, (writer, issue) => writer.WriteStringValue(issue.Text));
        json.WriteEndObject();
    }

    private static void WriteLead(Utf8JsonWriter json, (Lead Lead, IReadOnlyList<float?> FirstValues) row)
    {
        Lead lead = row.Lead;
        json.WriteStartObject();
        json.WriteString("lead", lead.Name);
        json.WriteString("column_name", lead.ColumnName);
        json.WriteString("unit", lead.Unit);
        Write(json, "adc_gain", lead.Gain);
        Write(json, "adc_baseline", lead.Baseline);
        WriteArray(json, "first_values", row.FirstValues, WriteValue);
        json.WriteEndObject();
    }

    private static void WriteRejection(Utf8JsonWriter json, RejectedException? rejection)
    {
        if (rejection is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("reason", rejection.Reason.Code());
        json.WriteString("detail", rejection.Message);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T? item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    // A single is written with its own digits, not with those of the nearest double.
    private static void WriteValue(Utf8JsonWriter json, float? value)
    {
        if (value is { } known)
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteFinite(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        WriteFinite(json, value ?? double.NaN);
    }

    private static void Write(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } truth)
        {
            json.WriteBoolean(name, truth);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
