namespace Ecg.Formats.Wfdb;

/// <summary>Parses the text of a header, header(5). Each instance is used once.</summary>
internal sealed class WfdbHeaderParser
{
    private const string Magic = "#wfdb";

    // Far more than any record has, and few enough to keep a header of 1 MiB small in memory.
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
    /// <param name="fileName">The header's name in messages.</param>
    public WfdbHeaderParser(string fileName) => _fileName = fileName;

    /// <summary>Parses a header.</summary>
    /// <exception cref="RejectedException">The text is not a usable header.</exception>
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
            throw Reject($"{_fileName} has no record line, which header(5) requires first: correct or remove the header.");
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

    private WfdbHeaderLine Here => new(_fileName, _line);

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
            // "Any extra signal specification lines are not read"; extra segment lines are not read either.
            _ignored++;
        }
        else if (IsMultiSegment)
        {
            _segments.Add(ParseSegmentLine(line));
        }
        else
        {
            _signals.Add(new WfdbSignalLine(Here).Parse(line));
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
            _announcedSegments = Here.Integer(name[(slash + 1)..], 1, MaxSegments, $"the number of segments, at most {MaxSegments}");
            name = name[..slash];
        }

        _announced = fields.TryNext(out ReadOnlySpan<char> signals)
            ? Here.Integer(signals, 0, MaxSignals, $"the number of signals, at most {MaxSignals}")
            : throw Here.Bad("a record line: name, number of signals, sampling frequency");

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

        long count = Here.Integer64(samples, 0, long.MaxValue, "the number of samples per signal");
        (TimeOnly? time, DateOnly? date) = ParseBaseTime(fields.Rest);
        return record with { SampleCount = count == 0 ? null : count, BaseTime = time, BaseDate = date };
    }

    // NAME/SEGMENTS has a number after its only slash. Some sets write the record's folders before its name.
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
        double sampling = Here.Real(slash < 0 ? field : field[..slash], "the sampling frequency in Hz");
        record = record with { SamplingFrequency = sampling, HasSamplingFrequency = true, CounterFrequency = sampling };
        if (slash < 0)
        {
            return record;
        }

        ReadOnlySpan<char> counter = field[(slash + 1)..];
        double baseCounter = 0.0;
        if (Here.TrySplitParentheses(counter, out ReadOnlySpan<char> frequency, out ReadOnlySpan<char> inside))
        {
            baseCounter = Here.Real(inside, "the base counter value");
            counter = frequency;
        }

        double ticks = Here.Real(counter, "the counter frequency");
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
            ? new WfdbSegment(OneLine.Clean(name), Here.Integer64(samples, 0, long.MaxValue, "the number of samples of the segment"))
            : throw Here.Bad("a segment line: record name, number of samples");
    }

    private static RejectedException Reject(string detail) => new(RejectionReason.HeaderMismatch, detail);
}
