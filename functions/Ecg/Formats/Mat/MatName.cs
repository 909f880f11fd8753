using System.Text;
using System.Text.Unicode;

namespace Ecg.Formats.Mat;

/// <summary>Decodes the names in a MAT-file and builds paths from them.</summary>
internal static class MatName
{
    /// <summary>The maximum number of bytes of a name. MATLAB's own limit is 63.</summary>
    public const int MaxLength = 512;

    /// <summary>The maximum number of characters of a path; longer ones are shortened in the middle, so that deep nesting costs no memory.</summary>
    public const int MaxPathLength = 256;

    /// <summary>Decodes a name that ends at a zero byte or at the end of the bytes.</summary>
    /// <param name="bytes">The bytes: ASCII from MATLAB, UTF-8 or Latin-1 from others.</param>
    /// <param name="name">The name; empty if there is none.</param>
    /// <returns>Whether the name is valid: it contains no control character and no line break.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out string name)
    {
        int end = bytes.IndexOf((byte)0);
        bytes = end < 0 ? bytes : bytes[..end];
        name = Decode(bytes);
        foreach (char character in name)
        {
            if (char.IsControl(character) || character is '\u2028' or '\u2029')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the path of a struct's field: <c>ECG.data</c>, <c>ECG(2).data</c>.</summary>
    /// <param name="path">The struct's path.</param>
    /// <param name="index">The index of the struct in its array, from 1; <see langword="null"/> for a single struct.</param>
    /// <param name="field">The field's name.</param>
    public static string Field(string path, long? index, string field) =>
        Shorten(index is null ? $"{path}.{field}" : $"{path}({index}).{field}");

    /// <summary>Returns the path of a cell: <c>c{3}</c>.</summary>
    /// <param name="path">The cell array's path.</param>
    /// <param name="index">The index of the cell, from 1.</param>
    public static string Cell(string path, long index) => Shorten($"{path}{{{index}}}");

    private static string Decode(ReadOnlySpan<byte> bytes) =>
        (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);

    private static string Shorten(string path) => path.Length <= MaxPathLength
        ? path
        : string.Concat(path.AsSpan(0, MaxPathLength / 2), "...", path.AsSpan(path.Length - (MaxPathLength / 2) + 3));
}
