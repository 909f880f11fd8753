using System.Globalization;

namespace Ecg;

/// <summary>Formats counts for people.</summary>
internal static class Counted
{
    /// <summary>Returns the count and the noun, with an <c>s</c> unless the count is one: <c>1 lead</c>, <c>12 leads</c>.</summary>
    /// <param name="count">The count.</param>
    /// <param name="noun">The noun in the singular; the plural must end in <c>s</c>.</param>
    public static string Of(Int128 count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
