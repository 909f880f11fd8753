namespace Ecg.Lake.Stores;

/// <summary>The spellings of a name that differ only in the case of its extension: some recorders write <c>X.HEA</c>.</summary>
internal static class ExtensionCase
{
    /// <summary>Returns the spellings: the given one, all upper case, then the mixed ones in a fixed order.</summary>
    /// <param name="path">A path with a short lower-case extension, such as <c>A0001.hea</c>.</param>
    public static IEnumerable<string> SpellingsOf(string path)
    {
        int letters = Path.GetExtension(path).Length - 1;
        int upper = (1 << letters) - 1;
        yield return path;
        yield return Spell(path, letters, upper);
        for (int mask = 1; mask < upper; mask++)
        {
            yield return Spell(path, letters, mask);
        }
    }

    /// <summary>Returns the first spelling that exists; the given one if there is none.</summary>
    /// <remarks>A few look-ups rather than a listing: the folder may contain a hundred thousand files.</remarks>
    public static string FindFile(string path) => SpellingsOf(path).FirstOrDefault(File.Exists) ?? path;

    // Bit i of the mask stands for letter i of the extension.
    private static string Spell(string path, int letters, int mask) =>
        string.Create(path.Length, (path, letters, mask), static (spelled, from) =>
        {
            from.path.CopyTo(spelled);
            Span<char> extension = spelled[^from.letters..];
            for (int i = 0; i < extension.Length; i++)
            {
                extension[i] = (from.mask >> i & 1) != 0 ? char.ToUpperInvariant(extension[i]) : extension[i];
            }
        });
}
