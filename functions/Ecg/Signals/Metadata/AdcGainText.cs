using System.Globalization;
using System.Text.RegularExpressions;

namespace Ecg.Signals.Metadata;

/// <summary>A gain written as text: <c>200 adu/mV</c>, the form of wfdbdesc in the WFDB Toolbox.</summary>
/// <param name="Gain">The number of adu.</param>
/// <param name="Unit">The physical unit.</param>
internal sealed partial record AdcGainText(double Gain, string Unit)
{
    /// <summary>Parses the gains of leads; returns <see langword="null"/> if a text is not a gain.</summary>
    public static IReadOnlyList<AdcGainText>? ParseAll(IReadOnlyList<string>? texts)
    {
        if (texts is null or [])
        {
            return null;
        }

        var gains = new List<AdcGainText>(texts.Count);
        foreach (string text in texts)
        {
            Match match = Form().Match(text);
            if (!match.Success || !double.TryParse(match.Groups["gain"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double gain))
            {
                return null;
            }

            gains.Add(new AdcGainText(gain, match.Groups["unit"].Value));
        }

        return gains;
    }

    [GeneratedRegex(@"^\s*(?<gain>[0-9.eE+-]{1,32})\s*(adu|a/d units?|lsb|bits?)?\s*/\s*(?<unit>[^\s/]{1,32})\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
