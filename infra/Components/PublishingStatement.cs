using System.Reflection;
using Ecg;

namespace Infra.Components;

/// <summary>A statement of the publisher: a file of the folder Publishing with the columns that <see cref="LakeColumns"/> declares.</summary>
internal static class PublishingStatement
{
    private const string Folder = "publishing/";
    private const string Comment = "--";
    private const string Pending = "{pending}";
    private const string Insert = "insert-";

    // The columns that identify the recording and the conversion; statements take them from the batch's list.
    private static readonly string[] Keys = ["record_id", "conversion_id"];

    /// <summary>Returns the statement without comments, on one line, for a stack's databases.</summary>
    /// <param name="name">The file's name without its extension.</param>
    /// <param name="lake">The database that analysts query.</param>
    /// <param name="batch">The database of the batch's files.</param>
    public static string Of(string name, string lake, string batch) =>
        WithColumns(name, Read(name)).Replace(Pending, Read("pending"), StringComparison.Ordinal)
            .Replace("{lake}", lake, StringComparison.Ordinal)
            .Replace("{batch}", batch, StringComparison.Ordinal);

    private static string WithColumns(string name, string statement)
    {
        if (!name.StartsWith(Insert, StringComparison.Ordinal))
        {
            return statement;
        }

        string[] columns =
            [.. LakeColumns.Of[name[Insert.Length..]].Select(column => column.Name).Except(Keys).Select(column => $"\"{column}\"")];
        return statement
            .Replace("{declared}", string.Join(", ", columns), StringComparison.Ordinal)
            .Replace("{s.declared}", string.Join(", ", columns.Select(column => $"s.{column}")), StringComparison.Ordinal);
    }

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)!;
        using var reader = new StreamReader(stream);
        IEnumerable<string> lines = reader.ReadToEnd().Split('\n').Select(line => line.Trim());
        return string.Join(' ', lines.Where(line => line.Length > 0 && !line.StartsWith(Comment, StringComparison.Ordinal)));
    }
}
