using System.Globalization;
using System.Text.RegularExpressions;
using Pulumi;

namespace Infra.Settings;

/// <summary>
/// Reads settings and collects all problems, so that they are reported at once. An invalid setting gets a placeholder value,
/// which is never used: see <see cref="ThrowIfWrong"/>.
/// </summary>
/// <param name="source">The source of the settings.</param>
internal sealed class SettingsReader(ISettingsSource source)
{
    private readonly HashSet<string> _unreadable = [];
    private readonly List<string> _problems = [];

    /// <summary>Reads a whole number within a range.</summary>
    public int WholeNumber(string key, int least, int most, string unit = "")
    {
        string range = $"a whole number from {Text(least)} to {Text(most)}{(unit.Length == 0 ? "" : $" {unit}")}";
        if (!TryFind(key, range, out string written))
        {
            return least;
        }

        if (int.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
        {
            return value;
        }

        Refuse(key, written, range);
        return least;
    }

    /// <summary>Reads a number within a range, or returns <see langword="null"/> if the setting is empty.</summary>
    public double? OptionalNumber(string key, double least, double most, string unit)
    {
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        string? written = source.Find(key)?.Trim();
        if (string.IsNullOrEmpty(written))
        {
            return null;
        }

        if (double.TryParse(written, style, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most)
        {
            return value;
        }

        Refuse(key, written, $"a number from {Text(least)} to {Text(most)} {unit}, or empty");
        return null;
    }

    /// <summary>Reads a 32-bit whole number, or returns <see langword="null"/> if the setting is empty.</summary>
    public int? OptionalWholeNumber(string key)
    {
        string? written = source.Find(key)?.Trim();
        if (string.IsNullOrEmpty(written))
        {
            return null;
        }

        if (int.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
        {
            return value;
        }

        Refuse(key, written, $"a whole number from {Text(int.MinValue)} to {Text(int.MaxValue)}, or empty");
        return null;
    }

    /// <summary>Reads true or false.</summary>
    public bool Switch(string key)
    {
        const string range = "true or false";
        if (!TryFind(key, range, out string written))
        {
            return false;
        }

        if (written is "true" or "false")
        {
            return written == "true";
        }

        Refuse(key, written, range);
        return false;
    }

    /// <summary>Reads one of several values.</summary>
    public string Choice(string key, params IReadOnlyList<string> choices)
    {
        string range = $"one of {string.Join(", ", choices)}";
        if (!TryFind(key, range, out string written))
        {
            return choices[0];
        }

        if (choices.Contains(written, StringComparer.Ordinal))
        {
            return written;
        }

        Refuse(key, written, range);
        return choices[0];
    }

    /// <summary>Reads text that matches a pattern.</summary>
    public string Words(string key, Regex form, string range)
    {
        if (!TryFind(key, range, out string written) || form.IsMatch(written))
        {
            return written;
        }

        Refuse(key, written, range);
        return written;
    }

    /// <summary>Reads text that matches a pattern, or returns <see langword="null"/> if the setting is empty.</summary>
    public string? OptionalWords(string key, Regex form, string range)
    {
        string? written = source.Find(key)?.Trim();
        if (string.IsNullOrEmpty(written))
        {
            return null;
        }

        if (!form.IsMatch(written))
        {
            Refuse(key, written, $"{range}, or empty");
        }

        return written;
    }

    /// <summary>Reads a secret address, or returns <see langword="null"/> if it is not set. Problems do not quote it.</summary>
    public Output<string>? OptionalSecretAddress(string key, string range)
    {
        string? written = source.Find(key);
        if (string.IsNullOrEmpty(written))
        {
            return null;
        }

        if (!Uri.TryCreate(written, UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttps)
        {
            Refuse(key, "(a secret)", range);
        }

        return source.FindSecret(key);
    }

    /// <summary>
    /// Checks settings against each other. Reports nothing if one of them is already
    /// invalid.
    /// </summary>
    public void Check(bool holds, IReadOnlyList<string> keys, string problem)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (!holds && !keys.Any(_unreadable.Contains))
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Throws if there was any problem.</summary>
    public void ThrowIfWrong(string stack)
    {
        if (_problems.Count > 0)
        {
            throw new SettingsException(stack, _problems);
        }
    }

    private bool TryFind(string key, string range, out string written)
    {
        written = source.Find(key)?.Trim() ?? "";
        if (written.Length > 0)
        {
            return true;
        }

        _unreadable.Add(key);
        _problems.Add($"{key}: not set; it must be {range}");
        return false;
    }

    private void Refuse(string key, string written, string range)
    {
        _unreadable.Add(key);
        _problems.Add($"{key}: '{written}' is not {range}");
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
