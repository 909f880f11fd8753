namespace Ecg.Signals;

/// <summary>A unit in the lake: voltages in mV, others as they are.</summary>
/// <param name="Name">The unit of the values after multiplication by <paramref name="Scale"/>.</param>
/// <param name="Scale">The factor from the source's unit.</param>
internal readonly record struct PhysicalUnit(string Name, double Scale)
{
    private const int LongestName = 32;

    // Other units that PhysioNet's databases and recorders' exports state.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "mV", "NU", "mmHg", "cmH2O", "kPa", "Pa", "Bar", "%", "bpm", "brpm", "Hz", "degC", "degrees C", "C", "deg", "rad", "g", "m/s2", "m/s^2", "m/s", "m",
        "cm", "mm", "A", "mA", "uA", "Ohm", "kOhm", "mOhm", "S", "uS", "L", "ml", "L/s", "L/min", "ml/s", "N", "kg", "s", "ms", "W", "dB", "T", "fT", "pT", "lux",
    };

    /// <summary>Integer values with unknown unit and gain.</summary>
    public const string AdcUnits = "adu";

    /// <summary>Floating-point values with unknown unit and gain.</summary>
    public const string UnknownName = "unknown";

    /// <summary>Millivolts, the unit of header(5) and of a gain without unit.</summary>
    public static PhysicalUnit Millivolt { get; } = new("mV", 1);

    /// <summary>Whether the values are physical values.</summary>
    public bool IsPhysical => Name is not (AdcUnits or UnknownName);

    /// <summary>Returns whether recorders are known to state a unit.</summary>
    public static bool IsKnown(string name) => Known.Contains(name);

    /// <summary>Recognises a unit in any case, with the micro sign or the Greek mu.</summary>
    /// <param name="text">The unit in the source.</param>
    /// <returns>The unit, or <see langword="null"/> if the text is empty, has no letter, or means that there is none.</returns>
    public static PhysicalUnit? Parse(string text)
    {
        string name = OneLine.Clean(text);
        return name.ToLowerInvariant().Replace('\u00b5', 'u').Replace('\u03bc', 'u') switch
        {
            "" or "unknown" or "unk" or "undefined" or "n/a" or "na" or "nan" or "none" or "null" or "?" or "-" or "--" or "[]" or "dimensionless" or "unitless"
                or "a.u." or "au" or "a.u" or "arb" or "arb." or "arbitrary" => null,
            var symbols when !symbols.Any(char.IsLetter) && symbols is not "%" => null,
            "mv" or "millivolt" or "millivolts" => Millivolt,
            "uv" or "microvolt" or "microvolts" => Millivolt with { Scale = 1e-3 },
            "nv" or "nanovolt" or "nanovolts" => Millivolt with { Scale = 1e-6 },
            "v" or "volt" or "volts" => Millivolt with { Scale = 1e3 },
            "adu" or "adc" or "counts" => new PhysicalUnit(AdcUnits, 1),
            _ => new PhysicalUnit(name.Length <= LongestName ? name : name[..LongestName], 1),
        };
    }
}
