using System.Globalization;

namespace Ecg.Cli.Plot.Layout;

/// <summary>How much of what was asked for is on the page.</summary>
internal static class ShownPart
{
    /// <summary>The remark, such as <c>the first 10 s of the 30 s asked for</c>.</summary>
    public static string Of(TimeScale time, int shown, int asked) => time.IsTime
        ? string.Create(CultureInfo.InvariantCulture, $"the first {time.SecondsOf(shown):0.##} s of the {time.SecondsOf(asked):0.##} s asked for")
        : string.Create(CultureInfo.InvariantCulture, $"the first {shown} of the {asked} samples asked for");
}
