using System.Globalization;

namespace Ecg.Formats.Wfdb;

/// <summary>The base time and base date of a record line, header(5) "base time" and "base date".</summary>
internal static class WfdbBaseTime
{
    // The first electrocardiogram was taken in 1887; an earlier year is a placeholder or a mistake.
    private const int FirstYear = 1887;

    // DD/MM/YYYY is header(5)'s; converters also write the other two.
    private static readonly string[] DateFormats = ["d/M/yyyy", "d-MMM-yyyy", "yyyy-M-d"];

    private static readonly string[] TimeFormats = ["H:m:s", "H:m:s.FFFFFFF", "H:m"];

    /// <summary>Parses the text after the number of samples: a time and a date, in either order, both optional.</summary>
    /// <param name="text">The rest of the record line.</param>
    /// <param name="time">The time of day, or <see langword="null"/>.</param>
    /// <param name="date">The date, or <see langword="null"/>; <c>0/0/0</c> means none.</param>
    /// <returns>Whether the whole text was understood.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeOnly? time, out DateOnly? date)
    {
        (time, date) = (null, null);
        var fields = new WfdbFields(text.Trim("[] \t"));
        while (fields.TryNext(out ReadOnlySpan<char> field))
        {
            if (!TryTime(field, ref time) && !TryDate(field, ref date))
            {
                (time, date) = (null, null);
                return false;
            }
        }

        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> field, ref TimeOnly? time)
    {
        if (time is not null
            || !TimeOnly.TryParseExact(field, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly value))
        {
            return false;
        }

        time = value;
        return true;
    }

    private static bool TryDate(ReadOnlySpan<char> field, ref DateOnly? date)
    {
        if (field.SequenceEqual("0/0/0") || field.SequenceEqual("00/00/0000"))
        {
            return true;
        }

        if (date is not null
            || !DateOnly.TryParseExact(field, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly value)
            || value.Year < FirstYear)
        {
            return false;
        }

        date = value;
        return true;
    }
}
