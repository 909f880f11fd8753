using System.Globalization;
using System.Text.Json;

namespace Ecg.Signals.Metadata;

/// <summary>Parses <c>dataset.json</c>. Each instance is used once.</summary>
internal sealed class DatasetMetadataParser
{
    // Listing more misspelled keys would not help.
    private const int MostIssues = 16;

    private static readonly string[] KnownKeys =
    [
        "signal", "sampling_rate_hz", "sampling_rate", "fs", "adc_gain", "gain", "adc_baseline", "baseline", "units", "unit",
        "leads", "age", "sex", "gender", "recorded_at", "diagnoses", "comments",
    ];

    private readonly string _fileName;
    private readonly byte[] _bytes;
    private readonly List<string> _issues = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Creates a parser.</summary>
    /// <param name="fileName">The file's name in messages.</param>
    /// <param name="bytes">The file, with or without a byte order mark.</param>
    public DatasetMetadataParser(string fileName, byte[] bytes)
    {
        _fileName = fileName;
        _bytes = bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? bytes[3..] : bytes;
    }

    /// <summary>Parses the file.</summary>
    /// <exception cref="RejectedException">The file cannot be used.</exception>
    public DatasetMetadata Parse()
    {
        try
        {
            return ParseObject();
        }
        catch (JsonException e)
        {
            // System.Text.Json counts both from 0, and repeats them in its message.
            string what = e.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0].TrimEnd('.');
            throw Reject($"{_fileName}, line {e.LineNumber + 1}, position {e.BytePositionInLine + 1}: {OneLine.Clean(what)}: correct or remove the file.", e);
        }
        catch (InvalidOperationException e)
        {
            // Invalid UTF-8, or half of a surrogate pair.
            throw Reject($"{_fileName} has text that is not UTF-8: save the file as UTF-8.", e);
        }
    }

    private DatasetMetadata ParseObject()
    {
        var reader = new Utf8JsonReader(
            _bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Bad(reader.TokenStartIndex, "expected an object in braces");
        }

        var metadata = new DatasetMetadata { FileName = _fileName };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            long start = reader.TokenStartIndex;
            using var value = JsonDocument.ParseValue(ref reader);
            metadata = TakeValue(metadata, key, value.RootElement, start);
        }

        // Text after the object causes an error only on the next read.
        reader.Read();
        return metadata with { Issues = _issues };
    }

    private DatasetMetadata TakeValue(DatasetMetadata metadata, string key, JsonElement value, long start)
    {
        string known = key.ToLowerInvariant();
        if (!KnownKeys.Contains(known))
        {
            ReportMisspelling(key);
            return metadata;
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return metadata;
        }

        if (!_seen.Add(MeaningOf(known)))
        {
            _issues.Add($"{OneLine.Quote(key)} of {_fileName} ignored, an earlier key says the same");
            return metadata;
        }

        return MeaningOf(known) switch
        {
            "signal" => metadata with { Signal = Text(key, value, start) },
            "fs" => metadata with { SamplingRate = Number(key, value, start) },
            "gain" => metadata with { Gains = Many(value, item => Number(key, item, start)) },
            "baseline" => metadata with { Baselines = Many(value, item => Whole(key, item, start)) },
            "units" => metadata with { Units = Many(value, item => Text(key, item, start)) },
            "leads" => metadata with { Leads = Names(key, value, start) },
            "age" => metadata with { Age = Age(key, value, start) },
            "sex" => metadata with { Sex = Demographics.ParseSex(Text(key, value, start)) },
            "recorded_at" => metadata with { RecordedAt = Time(key, value, start) },
            "diagnoses" => metadata with { Diagnoses = Names(key, value, start) },
            _ => metadata with { Comments = Many(value, item => Text(key, item, start)) },
        };
    }

    private static string MeaningOf(string key) => key switch
    {
        "sampling_rate_hz" or "sampling_rate" => "fs",
        "adc_gain" => "gain",
        "adc_baseline" => "baseline",
        "unit" => "units",
        "gender" => "sex",
        _ => key,
    };

    private static IReadOnlyList<T> Many<T>(JsonElement value, Func<JsonElement, T> read) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(read)] : [read(value)];

    private IReadOnlyList<string> Names(string key, JsonElement value, long start) => value.ValueKind == JsonValueKind.Array
        ? Many(value, item => Text(key, item, start))
        : Text(key, value, start).Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private double Number(string key, JsonElement value, long start) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number)
            ? number
            : throw BadValue(key, start, "a number");

    private int Whole(string key, JsonElement value, long start)
    {
        double number = Number(key, value, start);
        return number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw BadValue(key, start, "a whole number");
    }

    private string Text(string key, JsonElement value, long start) => value.ValueKind == JsonValueKind.String
        ? OneLine.Clean(value.GetString())
        : throw BadValue(key, start, "a string in quotation marks");

    private double? Age(string key, JsonElement value, long start)
    {
        string text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(key, value, start);
        if (Demographics.IsUnknown(text))
        {
            return null;
        }

        double? age = Demographics.ParseAge(text);
        if (age is null)
        {
            _issues.Add($"age of {_fileName} ignored, it is not an age");
        }

        return age;
    }

    private DateTime Time(string key, JsonElement value, long start)
    {
        string text = Text(key, value, start);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time.DateTime
            : throw BadValue(key, start, "a time such as \"2024-05-31T09:30:00\"");
    }

    private void ReportMisspelling(string key)
    {
        if (_issues.Count < MostIssues && Spelling.FindNear(key, KnownKeys) is { } meant)
        {
            _issues.Add($"key {OneLine.Quote(key)} of {_fileName} ignored, perhaps {meant} is meant");
        }
    }

    // The value may be a patient's text, which must not enter a log.
    private RejectedException BadValue(string key, long start, string expected) => Bad(start, $"{OneLine.Quote(key)}: expected {expected}");

    private RejectedException Bad(long start, string what)
    {
        Span<byte> before = _bytes.AsSpan(0, (int)start);
        int line = before.Count((byte)'\n') + 1;
        long position = start - before.LastIndexOf((byte)'\n');
        return Reject($"{_fileName}, line {line}, position {position}: {what}: correct or remove the file.");
    }

    private static RejectedException Reject(string detail, Exception? inner = null) =>
        new(RejectionReason.HeaderMismatch, detail, inner);
}
