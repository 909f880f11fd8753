namespace Ecg.Formats.Wfdb;

/// <summary>Parses a signal specification line of a header.</summary>
/// <param name="line">The line.</param>
internal readonly struct WfdbSignalLine(WfdbHeaderLine line)
{
    /// <summary>Parses the line's text.</summary>
    /// <exception cref="RejectedException">A field is not what header(5) defines.</exception>
    // header(5) "Signal specification lines": FILE FORMAT[xSAMPLES][:SKEW][+OFFSET]
    // [GAIN[(BASELINE)][/UNITS] [RESOLUTION [ZERO [INITIAL [CHECKSUM [BLOCKSIZE [DESCRIPTION]]]]]]]
    public WfdbSignal Parse(ReadOnlySpan<char> text)
    {
        var fields = new WfdbFields(text);
        fields.TryNext(out ReadOnlySpan<char> fileName);
        if (!fields.TryNext(out ReadOnlySpan<char> format))
        {
            throw line.Bad("a signal line: file name, format, ADC gain");
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
        int format = line.Integer(digits < 0 ? field : field[..digits], 0, int.MaxValue, "the storage format, such as 16 or 16+24");
        if (!WfdbFormat.IsKnown(format))
        {
            throw line.Bad("a storage format that signal(5) has");
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
                'x' => signal with { SamplesPerFrame = line.Integer(value, 1, int.MaxValue, "the samples per frame, after an x") },
                ':' => signal with { Skew = line.Integer(value, 0, int.MaxValue, "the skew, after a colon") },
                '+' => signal with { ByteOffset = line.Integer64(value, 0, long.MaxValue, "the byte offset, after a plus sign") },
                _ => throw line.Bad("xSAMPLES, :SKEW or +OFFSET after the storage format"),
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
        bool hasParentheses = line.TrySplitParentheses(number, out ReadOnlySpan<char> outside, out ReadOnlySpan<char> inside);
        number = hasParentheses ? outside : number;

        // Empty parentheses state no baseline, as wfdb-python reads them; the WFDB library reads 0, which nearly every ADC zero is.
        hasBaseline = !inside.IsWhiteSpace();
        bool isBaselineNumber = true;
        if (hasBaseline)
        {
            isBaselineNumber = !IsNotFinite(inside);
            signal = isBaselineNumber
                ? signal with { Baseline = line.Integer(inside, int.MinValue, int.MaxValue, "the baseline, a whole number in parentheses") }
                : signal;
        }

        bool isGainNumber = !IsNotFinite(number);
        double gain = isGainNumber ? line.Real(number, "the ADC gain, as in 200 or 200(1024)/mV") : 0;
        return signal with
        {
            Gain = gain == 0 ? WfdbSignal.DefaultGain : gain,
            IsCalibrated = gain != 0,
            HasUnusableGain = !isGainNumber || !isBaselineNumber,
            Units = units.IsEmpty ? WfdbSignal.DefaultUnits : OneLine.Clean(units),
        };
    }

    // Programs print these for a missing number: nan, -nan, inf.
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

        int bits = line.Integer(resolution, 0, 64, "the ADC resolution in bits");
        signal = bits == 0 ? signal : signal with { AdcResolution = bits, HasAdcResolution = true };
        if (!fields.TryNext(out ReadOnlySpan<char> zero))
        {
            return signal;
        }

        signal = signal with { AdcZero = line.Integer(zero, int.MinValue, int.MaxValue, "the ADC zero") };
        if (!fields.TryNext(out ReadOnlySpan<char> initial))
        {
            return signal;
        }

        signal = signal with { InitialValue = line.Integer(initial, int.MinValue, int.MaxValue, "the initial value") };
        if (!fields.TryNext(out ReadOnlySpan<char> checksum))
        {
            return signal;
        }

        // Some writers print the sum unsigned or with more than 16 bits; its low 16 bits are the checksum.
        long sum = line.Integer64(checksum, long.MinValue, long.MaxValue, "the checksum");
        signal = signal with { Checksum = unchecked((short)sum) };
        return fields.TryNext(out ReadOnlySpan<char> block)
            ? signal with { BlockSize = line.Integer64(block, long.MinValue, long.MaxValue, "the block size") }
            : signal;
    }
}
