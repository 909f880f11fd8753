namespace Ecg.Formats.Wfdb;

/// <summary>The fields of a header line, which header(5) separates by spaces or tabs.</summary>
internal ref struct WfdbFields
{
    private ReadOnlySpan<char> _rest;

    /// <summary>Starts at the beginning of a line.</summary>
    public WfdbFields(ReadOnlySpan<char> line) => _rest = line.Trim();

    /// <summary>The rest of the line, trimmed.</summary>
    public readonly ReadOnlySpan<char> Rest => _rest;

    /// <summary>Takes the next field.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryNext(out ReadOnlySpan<char> field)
    {
        int end = 0;
        while (end < _rest.Length && !char.IsWhiteSpace(_rest[end]))
        {
            end++;
        }

        field = _rest[..end];
        _rest = _rest[end..].TrimStart();
        return !field.IsEmpty;
    }
}
