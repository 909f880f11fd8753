using System.Globalization;

namespace Ecg.Signals.Metadata;

/// <summary>The parts of an array's path, such as <c>ECG(2).data</c> or <c>c{3}</c>.</summary>
/// <param name="Segments">The names and indices from the workspace inwards; at least one.</param>
internal sealed record VariablePath(IReadOnlyList<VariablePathSegment> Segments)
{
    /// <summary>Parses a path. A path of any other form becomes one name.</summary>
    public static VariablePath Parse(string path) => new([.. path.Split('.').Select(ParseSegment)]);

    private static VariablePathSegment ParseSegment(string segment)
    {
        int open = segment.IndexOfAny(['(', '{']);
        if (open <= 0 || segment[^1] is not (')' or '}'))
        {
            return new VariablePathSegment(segment, null);
        }

        ReadOnlySpan<char> inside = segment.AsSpan(open + 1, segment.Length - open - 2);
        return long.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out long index)
            ? new VariablePathSegment(segment[..open], index)
            : new VariablePathSegment(segment[..open], 0);
    }
}
