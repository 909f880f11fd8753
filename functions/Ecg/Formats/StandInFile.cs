using System.Text;

namespace Ecg.Formats;

/// <summary>Recognises the small pointer files of Git LFS and git-annex.</summary>
internal static class StandInFile
{
    private const int Shown = 512;

    /// <summary>Returns a description and how to get the file: <c>a Git LFS pointer; fetch it with git lfs pull</c>.</summary>
    /// <param name="start">The first bytes of the file.</param>
    /// <returns><see langword="null"/> if it is not a pointer.</returns>
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

        // https://git-annex.branchable.com/internals/pointer_file: the path of the object, to which a link would also lead.
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        string line = end < 0 ? text : text[..end];
        return line.Contains("annex/objects/", StringComparison.Ordinal) && !line.Contains(' ', StringComparison.Ordinal)
            ? "a git-annex pointer; fetch it with git annex get or datalad get"
            : null;
    }
}
