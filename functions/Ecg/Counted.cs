using System.Globalization;

namespace Ecg;

/// <summary>Numbers of things, as a person reads them.</summary>
internal static class Counted
{
    /// <summary>The number and the noun, which takes an <c>s</c> unless there is one of it: <c>1 lead</c>, <c>12 leads</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">What, in the singular; its plural is made with an <c>s</c>.</param>
    public static string Of(Int128 count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
