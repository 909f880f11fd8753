namespace Infra.Components;

/// <summary>
/// The figures that the converter itself makes, by the names in the lines that it logs. A test compares them with such a
/// line, because infra references none of the converter's code.
/// </summary>
internal static class ConverterMetrics
{
    /// <summary>Their namespace. Their one dimension is the function's name.</summary>
    public const string Namespace = "EcgPipeline";

    /// <summary>How many recordings came into the lake.</summary>
    public const string Converted = "Converted";

    /// <summary>How many recordings can never be converted.</summary>
    public const string Rejected = "Rejected";

    /// <summary>How many recordings went back to the queue.</summary>
    public const string Failed = "Failed";

    /// <summary>The size of the recordings.</summary>
    public const string BytesIn = "BytesIn";

    /// <summary>The size of what was written of them.</summary>
    public const string BytesOut = "BytesOut";
}
