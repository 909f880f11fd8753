using System.Globalization;

namespace Ecg.Formats.Wfdb;

/// <summary>Parses the text of a header, header(5). Used once.</summary>
internal sealed class WfdbHeaderParser
{
    private const string Magic = "#wfdb";

    // Far beyond any record, and few enough for a header of a mebibyte to stay small in memory.
    private const int MaxSignals = 8192;
    private const int MaxSegments = 1 << 16;
    private const int MaxComments = 1024;

    private readonly string _fileName;
    private readonly List<WfdbSignal> _signals = [];
    private readonly List<WfdbSegment> _segments = [];
    private readonly List<string> _comments = [];
    private readonly List<string> _issues = [];
    private WfdbHeader? _record;
    private int _recordLine;
    private int _announced;
    private int _announcedSegments;
    private int _ignored;
    private int _commentsLeftOut;
    private int _line;

    /// <summary>Creates a parser.</summary>
    /// <param name="fileName">What messages call the header.</param>
    public WfdbHeaderParser(string fileName) => _fileName = fileName;

    /// <summary>Parses a header.</summary>
    /// <exception cref="RejectedException">The text is no header that can be used.</exception>
    public WfdbHeader Parse(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            int end = WfdbText.IndexOfLineBreak(rest);
            ReadOnlySpan<char> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + (rest[end..].StartsWith("\r\n") ? 2 : 1))..];
            _line++;
            TakeLine(line.Trim());
        }

        if (_record is null)
        {
            throw Reject($"{_fileName} has no record line, which header(5) asks for first: correct or remove the header.");
        }

        RejectIfIncomplete(IsMultiSegment ? "segment" : "signal", Announced, Found);
        if (_ignored > 0)
        {
            _issues.Add($"{Counted.Of(_ignored, "line")} after the last {(IsMultiSegment ? "segment" : "signal")} of {_fileName} ignored");
        }

        if (_commentsLeftOut > 0)
        {
            _issues.Add($"{Counted.Of(_commentsLeftOut, "comment")} of {_fileName} left out");
        }

        return _record with { Signals = _signals, Segments = _segments, Comments = _comments, Issues = _issues };
    }

    private bool IsMultiSegment => _announcedSegments > 0;

    private int Announced => IsMultiSegment ? _announcedSegments : _announced;

    private int Found => IsMultiSegment ? _segments.Count : _signals.Count;

    private void RejectIfIncomplete(string what, int announced, int found)
    {
        if (found < announced)
        {
            throw Reject(
                $"{_fileName}, line {_recordLine}: {Counted.Of(announced, what)} announced, but {Counted.Of(found, $"{what} line")} found: "
                + "complete or remove the header.");
        }
    }

    private void TakeLine(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return;
        }

        if (line[0] == '#')
        {
            TakeComment(line);
        }
        else if (_record is null)
        {
            _record = ParseRecordLine(line);
            _recordLine = _line;
        }
        else if (Found == Announced)
        {
            // "Any extra signal specification lines are not read", those of segments neither.
            _ignored++;
        }
        else if (IsMultiSegment)
        {
            _segments.Add(ParseSegmentLine(line));
        }
        else
        {
            _signals.Add(ParseSignalLine(line));
        }
    }

    private void TakeComment(ReadOnlySpan<char> line)
    {
        if (_record is null && line.StartsWith(Magic, StringComparison.Ordinal))
        {
            return;
        }

        if (_comments.Count == MaxComments)
        {
            _commentsLeftOut++;
            return;
        }

        string comment = OneLine.Clean(line.TrimStart('#'));
        if (comment.Length > 0)
        {
            _comments.Add(comment);
        }
    }

    // header(5) "Record line": NAME[/SEGMENTS] SIGNALS [FREQUENCY[/COUNTER[(BASE)]] [SAMPLES [TIME [DATE]]]]
    private WfdbHeader ParseRecordLine(ReadOnlySpan<char> line)
    {
        var fields = new WfdbFields(line);
        fields.TryNext(out ReadOnlySpan<char> name);
        name = WithoutFolders(name);
        int slash = name.IndexOf('/');
        if (slash >= 0)
        {
            _announcedSegments = Integer(name[(slash + 1)..], 1, MaxSegments, $"the number of segments, at most {MaxSegments}");
            name = name[..slash];
        }

        _announced = fields.TryNext(out ReadOnlySpan<char> signals)
            ? Integer(signals, 0, MaxSignals, $"the number of signals, at most {MaxSignals}")
            : throw Bad("a record line: name, number of signals, sampling frequency");

        var record = new WfdbHeader { FileName = _fileName, RecordName = OneLine.Clean(name), SignalCount = _announced, Signals = [] };
        if (!fields.TryNext(out ReadOnlySpan<char> frequency))
        {
            return record;
        }

        record = WithFrequencies(record, frequency);
        if (!fields.TryNext(out ReadOnlySpan<char> samples))
        {
            return record;
        }

        long count = Integer64(samples, 0, long.MaxValue, "the number of samples per signal");
        (TimeOnly? time, DateOnly? date) = ParseBaseTime(fields.Rest);
        return record with { SampleCount = count == 0 ? null : count, BaseTime = time, BaseDate = date };
    }

    // NAME/SEGMENTS has a number behind its only slash. Some sets write the record's folders before its name.
    private ReadOnlySpan<char> WithoutFolders(ReadOnlySpan<char> name)
    {
        int last = name.LastIndexOfAny('/', '\\');
        if (last < 0 || !name[(last + 1)..].ContainsAnyExceptInRange('0', '9'))
        {
            return name;
        }

        _issues.Add($"record line of {_fileName} has a folder before the name");
        return name[(last + 1)..];
    }

    private WfdbHeader WithFrequencies(WfdbHeader record, ReadOnlySpan<char> field)
    {
        int slash = field.IndexOf('/');
        double sampling = Number(slash < 0 ? field : field[..slash], "the sampling frequency in Hz");
        record = record with { SamplingFrequency = sampling, HasSamplingFrequency = true, CounterFrequency = sampling };
        if (slash < 0)
        {
            return record;
        }

        ReadOnlySpan<char> counter = field[(slash + 1)..];
        double baseCounter = 0.0;
        if (TrySplitParentheses(counter, out ReadOnlySpan<char> frequency, out ReadOnlySpan<char> inside))
        {
            baseCounter = Number(inside, "the base counter value");
            counter = frequency;
        }

        double ticks = Number(counter, "the counter frequency");
        return record with { CounterFrequency = ticks > 0 ? ticks : sampling, BaseCounter = baseCounter };
    }

    private (TimeOnly? Time, DateOnly? Date) ParseBaseTime(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return default;
        }

        if (WfdbBaseTime.TryParse(text, out TimeOnly? time, out DateOnly? date))
        {
            return (time, date);
        }

        _issues.Add($"base time of {_fileName} not understood");
        return default;
    }

    // header(5) "Segment specification lines": NAME SAMPLES
    private WfdbSegment ParseSegmentLine(ReadOnlySpan<char> line)
    {
        var fields = new WfdbFields(line);
        fields.TryNext(out ReadOnlySpan<char> name);
        return fields.TryNext(out ReadOnlySpan<char> samples)
            ? new WfdbSegment(OneLine.Clean(name), Integer64(samples, 0, long.MaxValue, "the number of samples of the segment"))
            : throw Bad("a segment line: record name, number of samples");
    }

    // header(5) "Signal specification lines": FILE FORMAT[xSAMPLES][:SKEW][+OFFSET]
    // [GAIN[(BASELINE)][/UNITS] [RESOLUTION [ZERO [INITIAL [CHECKSUM [BLOCKSIZE [DESCRIPTION]]]]]]]
    private WfdbSignal ParseSignalLine(ReadOnlySpan<char> line)
    {
        var fields = new WfdbFields(line);
        fields.TryNext(out ReadOnlySpan<char> fileName);
        if (!fields.TryNext(out ReadOnlySpan<char> format))
        {
            throw Bad("a signal line: file name, format, ADC gain");
        }

        WfdbSignal signal = ParseFormat(OneLine.Clean(fileName), format);
        if (!fields.TryNext(out ReadOnlySpan<char> gain))
        {
            return signal;
        }

        signal = WithGain(signal, gain, out bool hasBaseline);
        signal = WithAdc(signal, ref fields);
        signal = hasBaseline ? signal : signal with { Baseline = signal.AdcZero };
        return fields.Rest.IsEmpty ? signal : signal with { Description = OneLine.Clean(fields.Rest) };
    }

    private WfdbSignal ParseFormat(string fileName, ReadOnlySpan<char> field)
    {
        int digits = field.IndexOfAnyExceptInRange('0', '9');
        int format = Integer(digits < 0 ? field : field[..digits], 0, int.MaxValue, "the storage format, such as 16 or 16+24");
        if (!WfdbFormat.IsKnown(format))
        {
            throw Bad("a storage format that signal(5) has");
        }

        var signal = new WfdbSignal
        {
            FileName = fileName,
            Format = format,
            AdcResolution = WfdbFormat.DefaultResolution(format),
        };
        return digits < 0 ? signal : WithModifiers(signal, field[digits..]);
    }

    private WfdbSignal WithModifiers(WfdbSignal signal, ReadOnlySpan<char> modifiers)
    {
        while (!modifiers.IsEmpty)
        {
            char kind = modifiers[0];
            int end = modifiers[1..].IndexOfAnyExceptInRange('0', '9');
            ReadOnlySpan<char> value = end < 0 ? modifiers[1..] : modifiers.Slice(1, end);
            signal = kind switch
            {
                'x' => signal with { SamplesPerFrame = Integer(value, 1, int.MaxValue, "the samples per frame, after an x") },
                ':' => signal with { Skew = Integer(value, 0, int.MaxValue, "the skew, after a colon") },
                '+' => signal with { ByteOffset = Integer64(value, 0, long.MaxValue, "the byte offset, after a plus sign") },
                _ => throw Bad("xSAMPLES, :SKEW or +OFFSET after the storage format"),
            };
            modifiers = end < 0 ? default : modifiers[(end + 1)..];
        }

        return signal;
    }

    private WfdbSignal WithGain(WfdbSignal signal, ReadOnlySpan<char> field, out bool hasBaseline)
    {
        int slash = field.IndexOf('/');
        ReadOnlySpan<char> units = slash < 0 ? default : field[(slash + 1)..];
        ReadOnlySpan<char> number = slash < 0 ? field : field[..slash];
        hasBaseline = TrySplitParentheses(number, out ReadOnlySpan<char> outside, out ReadOnlySpan<char> inside);
        bool isBaselineNumber = true;
        if (hasBaseline)
        {
            isBaselineNumber = !IsNotFinite(inside);
            signal = isBaselineNumber
                ? signal with { Baseline = Integer(inside, int.MinValue, int.MaxValue, "the baseline, a whole number in parentheses") }
                : signal;
            number = outside;
        }

        bool isGainNumber = !IsNotFinite(number);
        double gain = isGainNumber ? Number(number, "the ADC gain, as in 200 or 200(1024)/mV") : 0;
        return signal with
        {
            Gain = gain == 0 ? WfdbSignal.DefaultGain : gain,
            IsCalibrated = gain != 0,
            HasUnusableGain = !isGainNumber || !isBaselineNumber,
            Units = units.IsEmpty ? WfdbSignal.DefaultUnits : OneLine.Clean(units),
        };
    }

    // What programs print in the place of a number that they do not have: nan, -nan, inf.
    private static bool IsNotFinite(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> word = text.TrimStart("+-");
        return word.Equals("nan", StringComparison.OrdinalIgnoreCase)
            || word.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || word.Equals("infinity", StringComparison.OrdinalIgnoreCase);
    }

    private WfdbSignal WithAdc(WfdbSignal signal, ref WfdbFields fields)
    {
        if (!fields.TryNext(out ReadOnlySpan<char> resolution))
        {
            return signal;
        }

        int bits = Integer(resolution, 0, 64, "the ADC resolution in bits");
        signal = bits == 0 ? signal : signal with { AdcResolution = bits, HasAdcResolution = true };
        if (!fields.TryNext(out ReadOnlySpan<char> zero))
        {
            return signal;
        }

        signal = signal with { AdcZero = Integer(zero, int.MinValue, int.MaxValue, "the ADC zero") };
        if (!fields.TryNext(out ReadOnlySpan<char> initial))
        {
            return signal;
        }

        signal = signal with { InitialValue = Integer(initial, int.MinValue, int.MaxValue, "the initial value") };
        if (!fields.TryNext(out ReadOnlySpan<char> checksum))
        {
            return signal;
        }

        // Some writers leave the sum unsigned or wider than 16 bits; its low 16 bits are the checksum all the same.
        long sum = Integer64(checksum, long.MinValue, long.MaxValue, "the checksum");
        signal = signal with { Checksum = unchecked((short)sum) };
        return fields.TryNext(out ReadOnlySpan<char> block)
            ? signal with { BlockSize = Integer64(block, long.MinValue, long.MaxValue, "the block size") }
            : signal;
    }

    private bool TrySplitParentheses(ReadOnlySpan<char> field, out ReadOnlySpan<char> outside, out ReadOnlySpan<char> inside)
    {
        int open = field.IndexOf('(');
        outside = inside = default;
        if (open < 0)
        {
            return false;
        }

        if (field[^1] != ')')
        {
            throw Bad("a closing parenthesis");
        }

        outside = field[..open];
        inside = field[(open + 1)..^1];
        return true;
    }

    private double Number(ReadOnlySpan<char> text, string expected) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Bad(expected);

    private int Integer(ReadOnlySpan<char> text, int min, int max, string expected) =>
        (int)Integer64(text, min, max, expected);

    private long Integer64(ReadOnlySpan<char> text, long min, long max, string expected)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && !TryWholeNumber(text, out value))
        {
            throw Bad(expected);
        }

        return value >= min && value <= max ? value : throw Bad(expected);
    }

    // Writers that print every number as a floating-point one leave "1024.0".
    private static bool TryWholeNumber(ReadOnlySpan<char> text, out long value)
    {
        const double MaxExact = 1L << 53;
        value = 0;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            || number != Math.Truncate(number) || Math.Abs(number) > MaxExact)
        {
            return false;
        }

        value = (long)number;
        return true;
    }

    // What was found may be a patient's text, which is for no log.
    private RejectedException Bad(string expected) =>
        Reject($"{_fileName}, line {_line}: expected {expected}: correct or remove the header.");

    private static RejectedException Reject(string detail) => new(RejectionReason.HeaderMismatch, detail);
}
