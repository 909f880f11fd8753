namespace Ecg.Formats.Mat;

/// <summary>Converts the characters of a char array from column-major order to rows.</summary>
internal static class CharRows
{
    /// <summary>Returns the rows without the spaces that pad them to one length.</summary>
    /// <param name="characters">The characters, column by column.</param>
    /// <param name="dimensions">The lengths of the dimensions. The pages of an array with more than two are placed side by side.</param>
    public static string[] From(ReadOnlySpan<char> characters, IReadOnlyList<long> dimensions)
    {
        if (characters.IsEmpty)
        {
            return [];
        }

        // A single row is used in full: with UTF-8, the dimensions may count characters or bytes.
        if (dimensions[0] == 1)
        {
            return [Trim(characters)];
        }

        string[] rows = new string[(int)Math.Min(dimensions[0], characters.Length)];
        char[] row = new char[((characters.Length - 1) / rows.Length) + 1];
        for (int r = 0; r < rows.Length; r++)
        {
            int length = 0;
            for (int i = r; i < characters.Length; i += rows.Length)
            {
                row[length++] = characters[i];
            }

            rows[r] = Trim(row.AsSpan(0, length));
        }

        return rows;
    }

    private static string Trim(ReadOnlySpan<char> row) => row.TrimEnd(" \0").ToString();
}
