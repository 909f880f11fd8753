namespace Ecg.Formats.Mat.Writing;

/// <summary>Writes MAT-files in every format that the library reads. The same values always give the same bytes.</summary>
internal static class MatWriter
{
    /// <summary>The maximum length of a variable's or field's name.</summary>
    public const int MaxNameLength = 63;

    // Other readers check the first words.
    private const string Level5Description = "MATLAB 5.0 MAT-file, written by ecg-pipeline";
    private const string Level73Description = "MATLAB 7.3 MAT-file, written by ecg-pipeline, HDF5 schema 1.00 .";

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Takes the bytes; it need not be seekable and is not disposed.</param>
    /// <param name="format">The format.</param>
    /// <param name="variables">The variables in order.</param>
    /// <param name="description">
    /// The text of the header, ASCII, at most 116 characters; a fixed one if <see langword="null"/>. Level 4 has none.
    /// </param>
    /// <exception cref="ArgumentException">A name is invalid in MATLAB, or the format cannot hold a value.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(
        Stream stream, MatFormat format, IReadOnlyList<MatArrayValue> variables, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(variables);
        foreach (MatArrayValue variable in variables)
        {
            CheckName(variable);
        }

        switch (format)
        {
            case MatFormat.V4:
                Level4Writer.Write(stream, variables);
                break;
            case MatFormat.V6:
                Level5Writer.Write(stream, variables, description ?? Level5Description, isCompressed: false);
                break;
            case MatFormat.V7:
                Level5Writer.Write(stream, variables, description ?? Level5Description, isCompressed: true);
                break;
            case MatFormat.V73:
                Level73Writer.Write(stream, variables, description ?? Level73Description);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, null);
        }
    }

    private static void CheckName(MatArrayValue value)
    {
        string name = value.Name;
        if (name.Length is 0 or > MaxNameLength
            || !char.IsAsciiLetter(name[0])
            || name.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '_'))
        {
            throw new ArgumentException($"'{name}' is no name in MATLAB.", nameof(value));
        }

        if (value is MatStruct structure)
        {
            foreach (MatArrayValue field in structure.Fields)
            {
                CheckName(field);
            }
        }
    }
}
