namespace Ecg.Formats.Wfdb;

/// <summary>Maps the signals of a record's segments to its leads, in fixed or variable layout.</summary>
internal sealed class WfdbSegmentPlan
{
    private const int MostNamed = 8;

    private readonly WfdbHeader _template;
    private readonly Dictionary<string, WfdbLeadSource?[]> _sources = new(StringComparer.Ordinal);

    private WfdbSegmentPlan(WfdbHeader template, WfdbLayout layout, IReadOnlyList<WfdbSignal> signals) =>
        (_template, Layout, Signals) = (template, layout, signals);

    /// <summary>The selected signals of the layout segment, or of the first one.</summary>
    public WfdbLayout Layout { get; }

    /// <summary>The leads' signals in the buffer.</summary>
    public IReadOnlyList<WfdbSignal> Signals { get; private set; }

    /// <summary>The buffer's value for a missing sample of each lead.</summary>
    public IReadOnlyList<int> Missing { get; private set; } = [];

    /// <summary>The number type of the buffer.</summary>
    public SampleType Type { get; private set; }

    /// <summary>The distinct storage formats of the segments' signals, in ascending order.</summary>
    public IReadOnlyList<int> Formats { get; private set; } = [];

    /// <summary>The names of all signals of the layout.</summary>
    public IReadOnlyList<string?> SignalNames => [.. _template.Signals.Select(signal => signal.Description)];

    /// <summary>Makes the plan.</summary>
    /// <param name="record">The record's own header.</param>
    /// <param name="headers">The headers of its segments by their names.</param>
    /// <param name="issues">Receives what is left out.</param>
    /// <exception cref="RejectedException">The segments do not fit together, or none has a header.</exception>
    public static WfdbSegmentPlan Of(WfdbHeader record, IReadOnlyDictionary<string, WfdbHeader> headers, List<string> issues)
    {
        WfdbSegment first = record.Segments.FirstOrDefault(segment => !segment.IsNull) ?? throw new RejectedException(
            RejectionReason.NoSignal,
            $"All segments of {record.FileName} are null segments: the record has no sample.");
        WfdbHeader template = headers[first.RecordName];

        // header(5): the layout segment is the first, and has no samples.
        bool isVariable = record.Segments[0] == first && first.SampleCount == 0;
        (WfdbLayout? layout, IReadOnlyList<WfdbSignal>? signals) = WfdbRecordReader.Layout(template, isVariable, issues);
        var plan = new WfdbSegmentPlan(template, layout, signals);
        plan.Connect(record, headers, isVariable, issues);
        return plan;
    }

    /// <summary>Returns the sources of the leads' samples in a segment.</summary>
    public IReadOnlyList<WfdbLeadSource?> SourcesIn(string segment) => _sources[segment];

    /// <summary>Returns the record's header, completed from its first segment.</summary>
    public WfdbHeader Describe(WfdbHeader record) => record with
    {
        BaseTime = record.BaseTime ?? _template.BaseTime,
        BaseDate = record.BaseTime is null ? _template.BaseDate : record.BaseDate,
        Comments = record.Comments.Count > 0 ? record.Comments : _template.Comments,
    };

    private void Connect(WfdbHeader record, IReadOnlyDictionary<string, WfdbHeader> headers, bool isVariable, List<string> issues)
    {
        var places = new Dictionary<string, int?[]>(StringComparer.Ordinal);
        var outside = new SortedSet<string>(StringComparer.Ordinal);
        foreach ((string? name, WfdbHeader? header) in headers.Where(item => !isVariable || item.Value != _template))
        {
            places.Add(name, isVariable ? ByName(header, outside) : ByPlace(record, header));
        }

        if (outside.Count > 0)
        {
            issues.Add($"signals that the layout of {record.FileName} lacks left out: {OneLine.List([.. outside], MostNamed)}");
        }

        var parts = Enumerable.Range(0, Signals.Count)
            .Select(lead => places.Where(item => item.Value[lead] is not null).Select(item => headers[item.Key].Signals[item.Value[lead]!.Value]).ToList())
            .ToList();
        RejectOtherUnits(record, parts);
        Choose(parts);
        foreach ((string? name, int?[]? found) in places)
        {
            _sources.Add(name, [.. found.Select((place, lead) => place is { } signal ? SourceOf(headers[name].Signals[signal], signal, lead) : (WfdbLeadSource?)null)]);
        }
    }

    // header(5), "fixed-layout record": the arrangement of signals is the same in all segments.
    private int?[] ByPlace(WfdbHeader record, WfdbHeader header)
    {
        if (header.Signals.Count != _template.Signals.Count)
        {
            throw new RejectedException(
                RejectionReason.HeaderMismatch,
                $"{header.FileName} has {Counted.Of(header.Signals.Count, "signal")}, {_template.FileName} {_template.Signals.Count}, "
                + $"but {record.FileName} has no layout segment to match them: correct the headers.");
        }

        return [.. Layout.Signals.Select(place => Usable(header, place))];
    }

    // header(5), "variable-layout record": a signal is identified by its description.
    private int?[] ByName(WfdbHeader header, SortedSet<string> outside)
    {
        int?[] found = new int?[Signals.Count];
        for (int place = 0; place < header.Signals.Count; place++)
        {
            string? name = header.Signals[place].Description;
            int lead = Enumerable.Range(0, found.Length).FirstOrDefault(lead => found[lead] is null && Signals[lead].Description == name, -1);
            if (lead >= 0)
            {
                found[lead] = Usable(header, place);
            }
            else if (_template.Signals.All(signal => signal.Description != name))
            {
                outside.Add(WfdbLayout.NameOf(header.Signals[place], place));
            }
        }

        return found;
    }

    private int? Usable(WfdbHeader header, int place)
    {
        WfdbSignal signal = header.Signals[place];
        if (signal.Format == 0)
        {
            return null;
        }

        return signal.SamplesPerFrame == Layout.SamplesPerFrame ? place : throw new RejectedException(
            RejectionReason.HeaderMismatch,
            $"{header.FileName} gives {WfdbLayout.NameOf(signal, place)} {Counted.Of(signal.SamplesPerFrame, "sample")} per frame, "
            + $"{_template.FileName} {Layout.SamplesPerFrame}: correct the headers.");
    }

    private void RejectOtherUnits(WfdbHeader record, List<List<WfdbSignal>> parts)
    {
        for (int lead = 0; lead < parts.Count; lead++)
        {
            if (parts[lead].Select(signal => signal.Units).Distinct().Skip(1).FirstOrDefault() is { } other)
            {
                throw new RejectedException(
                    RejectionReason.HeaderMismatch,
                    $"The segments of {record.FileName} have {WfdbLayout.NameOf(Signals[lead], lead)} in {parts[lead][0].Units} and in {OneLine.Quote(other)}: "
                    + "correct the headers, or convert the segments alone.");
            }
        }
    }

    // If a gain changes within the record, no single gain fits the stored values, and the buffer holds physical ones.
    private void Choose(List<List<WfdbSignal>> parts)
    {
        bool isPhysical = parts.Any(lead => lead.Select(signal => (signal.Gain, signal.Baseline)).Distinct().Skip(1).Any());
        bool isWide = parts.Any(lead => lead.Any(signal => WfdbFormat.IsWide(signal.Format)));
        (Type, int format, int missing) = (isPhysical, isWide) switch
        {
            (true, _) => (SampleType.Single, WfdbFormat.Difference8, WfdbScale.MissingValue),
            (_, true) => (SampleType.Int32, 32, int.MinValue),
            _ => (SampleType.Int16, 16, short.MinValue),
        };
        Missing = [.. Enumerable.Repeat(missing, Signals.Count)];
        Formats = [.. parts.SelectMany(lead => lead.Select(signal => signal.Format)).Distinct().Order()];
        Signals = [.. Signals.Zip(parts, (signal, part) => Merge(part.FirstOrDefault() ?? signal, signal) with { Format = format })];
        if (isPhysical)
        {
            Signals = [.. Signals.Select(signal => signal with { Gain = 1, Baseline = 0, IsCalibrated = true, AdcZero = 0, HasAdcResolution = false })];
        }
    }

    private static WfdbSignal Merge(WfdbSignal part, WfdbSignal layout) => part with
    {
        Description = layout.Description,
        InitialValue = null,
        Checksum = null,
    };

    private WfdbLeadSource SourceOf(WfdbSignal signal, int place, int lead)
    {
        (double, int)? physical = Type == SampleType.Single ? (signal.Gain, signal.Baseline) : null;
        return new WfdbLeadSource(place, new WfdbScale(signal.InvalidSample, Missing[lead], physical));
    }
}
