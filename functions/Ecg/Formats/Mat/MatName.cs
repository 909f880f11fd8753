using System.Text;
using System.Text.Unicode;

namespace Ecg.Formats.Mat;

/// <summary>The names in a MAT-file, and the paths that they make up.</summary>
internal static class MatName
{
    /// <summary>The most bytes a name may have. MATLAB's own have 63.</summary>
    public const int MaxLength = 512;

    /// <summary>The most characters of a path; longer ones lose their middle, so that deep nesting costs no memory.</summary>
    public const int MaxPathLength = 256;

    /// <summary>Decodes a name that ends at a zero byte or with the bytes.</summary>
    /// <param name="bytes">The bytes: ASCII from MATLAB, UTF-8 or Latin-1 from others.</param>
    /// <param name="name">The name; empty where there is none.</param>
    /// <returns>Whether the name can be one: it holds no control character and no line break.</returns>
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

    /// <summary>The path of a struct's field: <c>ECG.data</c>, <c>ECG(2).data</c>.</summary>
    /// <param name="path">The struct's path.</param>
    /// <param name="index">The place of the struct in its array, from 1; <see langword="null"/> for the only one.</param>
    /// <param name="field">The field's name.</param>
    public static string Field(string path, long? index, string field) =>
        Shorten(index is null ? $"{path}.{field}" : $"{path}({index}).{field}");

    /// <summary>The path of a cell: <c>c{3}</c>.</summary>
    /// <param name="path">The cell array's path.</param>
    /// <param name="index">The place of the cell, from 1.</param>
    public static string Cell(string path, long index) => Shorten($"{path}{{{index}}}");

    private static string Decode(ReadOnlySpan<byte> bytes) =>
        (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);

    private static string Shorten(string path) => path.Length <= MaxPathLength
        ? path
        : string.Concat(path.AsSpan(0, MaxPathLength / 2), "...", path.AsSpan(path.Length - (MaxPathLength / 2) + 3));
}
