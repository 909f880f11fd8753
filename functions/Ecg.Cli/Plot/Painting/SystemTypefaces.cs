using System.Text;
using SkiaSharp;

namespace Ecg.Cli.Plot.Painting;

/// <summary>
/// Typefaces of the machine for characters that <see cref="StrokeFont"/> lacks, such as those of a name in another script.
/// </summary>
/// <remarks>
/// Skia's build without dependencies knows no installed font on Linux, so the usual folders are looked through as well,
/// plain faces without serifs first and then by their names.
/// </remarks>
internal sealed class SystemTypefaces : IDisposable
{
    private const int MaxFiles = 300;

    private static readonly string[] OtherStyles = ["Bold", "Oblique", "Italic", "Light", "Condensed", "Mono"];

    private readonly Dictionary<int, SKTypeface?> _found = [];
    private readonly List<SKTypeface> _opened = [];
    private IEnumerator<SKTypeface>? _unopened;

    /// <summary>A typeface with a glyph for the character, or <see langword="null"/> where the machine has none.</summary>
    public SKTypeface? Find(Rune character)
    {
        if (!_found.TryGetValue(character.Value, out var typeface))
        {
            typeface = Match(character.Value) ?? Open(character.Value);
            _found.Add(character.Value, typeface);
        }

        return typeface;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _unopened?.Dispose();
        _opened.ForEach(typeface => typeface.Dispose());
        _opened.Clear();
        _found.Clear();
    }

    private SKTypeface? Match(int character)
    {
        var typeface = SKFontManager.Default.MatchCharacter(character);
        if (typeface is null)
        {
            return null;
        }

        _opened.Add(typeface);
        return HasGlyph(typeface, character) ? typeface : null;
    }

    private SKTypeface? Open(int character)
    {
        var opened = _opened.Find(typeface => HasGlyph(typeface, character));
        _unopened ??= Files().Select(SKTypeface.FromFile).OfType<SKTypeface>().GetEnumerator();
        while (opened is null && _unopened.MoveNext())
        {
            _opened.Add(_unopened.Current);
            opened = HasGlyph(_unopened.Current, character) ? _unopened.Current : null;
        }

        return opened;
    }

    private static bool HasGlyph(SKTypeface typeface, int character)
    {
        using var font = new SKFont(typeface);
        return font.ContainsGlyph(character);
    }

    private static IEnumerable<string> Files()
    {
        var tolerant = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 5 };
        return Folders()
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", tolerant))
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC")
            .OrderByDescending(IsPlain)
            .ThenBy(file => file, StringComparer.Ordinal)
            .Take(MaxFiles);
    }

    // Closest to the strokes of the other letters.
    private static bool IsPlain(string file)
    {
        var name = Path.GetFileName(file);
        return name.Contains("Sans", StringComparison.OrdinalIgnoreCase)
            && !OtherStyles.Any(style => name.Contains(style, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Folders()
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        yield return "/usr/share/fonts";
        yield return "/usr/local/share/fonts";
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "fonts");
    }
}
