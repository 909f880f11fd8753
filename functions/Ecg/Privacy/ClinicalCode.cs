using System.Text.RegularExpressions;

namespace Ecg.Privacy;

/// <summary>Distinguishes codes of diagnoses and rhythms from free text.</summary>
internal static partial class ClinicalCode
{
    // SNOMED CT identifiers have 6 to 18 digits; the two before the last distinguish concepts from descriptions and relationships.
    private const int ShortestIdentifier = 6;
    private const int LongestIdentifier = 18;

    // The rhythms of PhysioNet's annotation files, their beat notes, and the classes of the challenges.
    private static readonly HashSet<string> Rhythms = new(
        [
            "A", "AB", "AFIB", "AFL", "AIVR", "ASYS", "AT", "B", "BI", "BII", "BIII", "HGEA", "I", "IVR", "J", "MISSB", "N", "NOD", "NOISE", "NSR", "O",
            "P", "PAC", "PM", "PREX", "PSE", "PVC", "SAB", "SB", "SBR", "SR", "ST", "STACH", "SVT", "SVTA", "T", "TS", "VER", "VF", "VFIB", "VFL", "VT",
        ],
        StringComparer.Ordinal);

    // Verhoeff's check digit (SNOMED CT Technical Implementation Guide, "Check-digit"): products in the dihedral group D5.
    private static readonly byte[] Products =
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
        1, 2, 3, 4, 0, 6, 7, 8, 9, 5,
        2, 3, 4, 0, 1, 7, 8, 9, 5, 6,
        3, 4, 0, 1, 2, 8, 9, 5, 6, 7,
        4, 0, 1, 2, 3, 9, 5, 6, 7, 8,
        5, 9, 8, 7, 6, 0, 4, 3, 2, 1,
        6, 5, 9, 8, 7, 1, 0, 4, 3, 2,
        7, 6, 5, 9, 8, 2, 1, 0, 4, 3,
        8, 7, 6, 5, 9, 3, 2, 1, 0, 4,
        9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
    ];

    private static readonly byte[] Permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

    /// <summary>Returns whether text is a code of a diagnosis: SNOMED CT with a valid check digit, ICD-10, or a rhythm.</summary>
    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsSnomedConcept(text) || Icd10().IsMatch(text) || IsRhythm(text);
    }

    /// <summary>Returns whether text is a rhythm in annotation files, such as <c>AFIB</c>.</summary>
    public static bool IsRhythm(string text) => Rhythms.Contains(text);

    private static bool IsSnomedConcept(string text) =>
        text.Length is >= ShortestIdentifier and <= LongestIdentifier
        && text.All(char.IsAsciiDigit) && text[0] != '0' && text[^3..^1] is "00" or "10" && HasCheckDigit(text);

    private static bool HasCheckDigit(string digits)
    {
        int check = 0;
        for (int place = 0; place < digits.Length; place++)
        {
            check = Products[(check * 10) + Permute(digits[^(place + 1)] - '0', place % 8)];
        }

        return check == 0;
    }

    private static int Permute(int digit, int times)
    {
        for (int i = 0; i < times; i++)
        {
            digit = Permutation[digit];
        }

        return digit;
    }

    [GeneratedRegex(@"^[A-Z][0-9][0-9AB](\.[0-9A-Z]{1,4})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Icd10();
}
