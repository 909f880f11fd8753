using Ecg.Formats;
using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Signals.Selection;

namespace Ecg.Signals.Metadata;

/// <summary>Creates the leads that a header describes.</summary>
internal sealed class HeaderLeads
{
    private readonly MatArray _array;
    private readonly HeaderSignals _header;
    private readonly long _sampleCount;
    private readonly bool _isPhysical;
    private readonly IssueList _issues;

    /// <summary>Prepares for one recording.</summary>
    /// <param name="array">The array that holds the signal.</param>
    /// <param name="header">The header's signals.</param>
    /// <param name="sampleCount">The number of samples of each lead.</param>
    /// <param name="issues">Takes what the header leaves open.</param>
    public HeaderLeads(MatArray array, HeaderSignals header, long sampleCount, IssueList issues)
    {
        (_array, _header, _sampleCount, _issues) = (array, header, sampleCount, issues);
        _isPhysical = !ArrayShape.IsInteger(array) && SignalName.IsPhysical(array.Path);
    }

    /// <summary>Creates the leads.</summary>
    /// <param name="names">Their names, as many as the header has signals.</param>
    public Lead[] Create(IReadOnlyList<string> names)
    {
        if (_isPhysical)
        {
            _issues.Add($"gain of {_header.Header.FileName} not applied, {SignalName.Physical} holds physical values");
        }

        IReadOnlyList<string> columns = ColumnNames.Assign(names);
        var leads = new Lead[names.Count];
        for (int i = 0; i < leads.Length; i++)
        {
            ReportGaps(_header.Signals[i], names[i]);
            leads[i] = Create(_header.Signals[i], i, names[i], columns[i]);
        }

        return leads;
    }

    private void ReportGaps(WfdbSignal signal, string lead)
    {
        if (signal.HasUnusableGain && !_isPhysical)
        {
            _issues.AddForLead("gain in the header is not a number, all samples missing", lead);
        }
        else if (!signal.IsCalibrated && !_isPhysical)
        {
            _issues.AddForLead($"no gain in the header, {WfdbSignal.DefaultGain} adu/{signal.Units} assumed", lead);
        }

        if (PhysicalUnit.Parse(signal.Units) is null)
        {
            _issues.AddForLead(IssueText.UnknownUnit, lead);
        }

        if (signal.Skew > 0)
        {
            _issues.AddForLead("skew of the header not applied", lead);
        }
    }

    private Lead Create(WfdbSignal signal, int position, string name, string column)
    {
        PhysicalUnit unit = PhysicalUnit.Parse(signal.Units) ?? new PhysicalUnit(PhysicalUnit.UnknownName, 1);
        bool isUnscaled = signal.HasUnusableGain && !_isPhysical;
        int offset = _header.NameFile ? StorageOffset(signal.Format) : 0;
        return new Lead
        {
            Position = position,
            Name = name,
            ColumnName = column,
            Unit = unit.Name,
            UnitScale = isUnscaled ? double.NaN : unit.Scale,
            Gain = _isPhysical || isUnscaled ? null : signal.Gain,
            Baseline = _isPhysical || isUnscaled ? null : Shift(signal.Baseline, offset),
            AdcResolution = signal.HasAdcResolution ? signal.AdcResolution : null,
            AdcZero = Shift(signal.AdcZero, offset),
            InitialValue = InitialValueOf(signal) is { } initial ? Shift(initial, offset) : null,
            Checksum = ChecksumOf(signal, offset),
            InvalidSample = _header.NameFile ? signal.InvalidSample + offset : ArrayShape.InvalidSample(_array.StorageType),
        };
    }

    // "No sample" is no amplitude to compare; wfdb2mat writes that of 16 bits whatever the format. A 0 beside a checksum of 0 is
    // what many sets leave in both fields.
    private static int? InitialValueOf(WfdbSignal signal) =>
        signal.InitialValue == signal.InvalidSample || signal.InitialValue == short.MinValue
        || (signal.InitialValue == 0 && signal.Checksum is 0 or null)
            ? null
            : signal.InitialValue;

    // header(5) "number of samples per signal": without it, a checksum is a placeholder, as it is where it is 0: in all of the
    // headers of the 2017 Challenge.
    private short? ChecksumOf(WfdbSignal signal, int offset) => _header.SampleCount is not null && signal.Checksum is { } checksum and not 0
        ? unchecked((short)(checksum + (offset * _sampleCount)))
        : null;

    // signal(5): offset binary formats add half of their range to each amplitude. What wfdb2mat puts into val, and MATLAB
    // shows, are the sums, unless the array has room for negative amplitudes.
    private int StorageOffset(int format) => (format, _array.StorageType) switch
    {
        (WfdbFormat.OffsetBinary8, SampleType.UInt8 or SampleType.Single or SampleType.Double) => 1 << 7,
        (WfdbFormat.OffsetBinary16, SampleType.UInt16 or SampleType.Single or SampleType.Double) => 1 << 15,
        _ => 0,
    };

    private static int Shift(int value, int offset) => (int)Math.Min((long)value + offset, int.MaxValue);
}
