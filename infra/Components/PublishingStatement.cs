using System.Reflection;

namespace Infra.Components;

/// <summary>A statement of the publisher, as a file of the folder Publishing has it.</summary>
internal static class PublishingStatement
{
    private const string Folder = "publishing/";
    private const string Comment = "--";
    private const string Pending = "{pending}";

    /// <summary>The statement without its comments, in one line, on the databases of a stack.</summary>
    /// <param name="name">The file's name without its extension.</param>
    /// <param name="lake">The database that analysts query.</param>
    /// <param name="batch">The database of a batch's files.</param>
    public static string Of(string name, string lake, string batch) =>
        Read(name).Replace(Pending, Read("pending"), StringComparison.Ordinal)
            .Replace("{lake}", lake, StringComparison.Ordinal)
            .Replace("{batch}", batch, StringComparison.Ordinal);

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)!;
        using var reader = new StreamReader(stream);
        IEnumerable<string> lines = reader.ReadToEnd().Split('\n').Select(line => line.Trim());
        return string.Join(' ', lines.Where(line => line.Length > 0 && !line.StartsWith(Comment, StringComparison.Ordinal)));
    }
}
