using System.Globalization;

namespace Ecg.Formats.Wfdb;

/// <summary>A header line: parses its numbers, and reports invalid ones.</summary>
/// <param name="FileName">The header's name in messages.</param>
/// <param name="Number">The line's number, from 1.</param>
internal readonly record struct WfdbHeaderLine(string FileName, int Number)
{
    /// <summary>Splits <c>OUTSIDE(INSIDE)</c>.</summary>
    /// <exception cref="RejectedException">The parenthesis is not closed.</exception>
    public bool TrySplitParentheses(ReadOnlySpan<char> field, out ReadOnlySpan<char> outside, out ReadOnlySpan<char> inside)
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

    /// <summary>Parses a finite number.</summary>
    /// <exception cref="RejectedException">The text is not a finite number.</exception>
    public double Real(ReadOnlySpan<char> text, string expected) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Bad(expected);

    /// <summary>Parses a whole number within limits.</summary>
    /// <exception cref="RejectedException">The text is not such a number.</exception>
    public int Integer(ReadOnlySpan<char> text, int min, int max, string expected) =>
        (int)Integer64(text, min, max, expected);

    /// <inheritdoc cref="Integer"/>
    public long Integer64(ReadOnlySpan<char> text, long min, long max, string expected)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && !TryWholeNumber(text, out value))
        {
            throw Bad(expected);
        }

        return value >= min && value <= max ? value : throw Bad(expected);
    }

    /// <summary>Creates the rejection of the header, with what was expected.</summary>
    /// <remarks>The text itself may be a patient's, and must not enter a log.</remarks>
    public RejectedException Bad(string expected) =>
        new(RejectionReason.HeaderMismatch, $"{FileName}, line {Number}: expected {expected}: correct or remove the header.");

    // Writers that print all numbers as floating point produce "1024.0".
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
}
