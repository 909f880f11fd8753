using System.Text;

namespace Ecg.Formats;

/// <summary>Recognises the small text files that stand in the place of a file that was not fetched.</summary>
internal static class StandInFile
{
    private const int Shown = 512;

    /// <summary>What a file is, and how to get the one that it stands for: <c>a Git LFS pointer; fetch it with git lfs pull</c>.</summary>
    /// <param name="start">The first bytes of the file.</param>
    /// <returns><see langword="null"/> if it is none.</returns>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        string text = Encoding.UTF8.GetString(start[..Math.Min(start.Length, Shown)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith('<'))
        {
            return "an HTML or XML page, perhaps the error page of a download; download the file again";
        }

        // https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md, "The Pointer".
        if (text.StartsWith("version https://git-lfs", StringComparison.Ordinal) || text.StartsWith("version https://hawser", StringComparison.Ordinal))
        {
            return "a Git LFS pointer; fetch it with git lfs pull";
        }

        // https://git-annex.branchable.com/internals/pointer_file: the path of the object, which a link would lead to as well.
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        string line = end < 0 ? text : text[..end];
        return line.Contains("annex/objects/", StringComparison.Ordinal) && !line.Contains(' ', StringComparison.Ordinal)
            ? "a git-annex pointer; fetch it with git annex get or datalad get"
            : null;
    }
}
