namespace Ecg.Cli.Querying.Indexing;

/// <summary>The rows of an index, read once from front to back.</summary>
/// <param name="path">The file.</param>
internal sealed class KeptRows(string path) : IDisposable
{
    private readonly RowsReader _file = new(path);
    private readonly TableRows _group = new();
    private int _groups;
    private int _position;

    /// <summary>Goes over rows.</summary>
    /// <param name="count">Their number.</param>
    /// <param name="take">Is given them as parts of row groups: the rows, the first and the number. They are valid until it returns.</param>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public void Next(int count, Action<TableRows, int, int>? take)
    {
        for (int left = count; left > 0;)
        {
            if (_position == _group.Count)
            {
                ReadGroup();
            }

            int part = Math.Min(left, _group.Count - _position);
            take?.Invoke(_group, _position, part);
            _position += part;
            left -= part;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void ReadGroup()
    {
        if (_groups == _file.Groups)
        {
            throw new InvalidDataException("The index has fewer rows than its list of files says.");
        }

        _group.Clear();
        _position = 0;
        _file.Read(_groups++, _group);
    }
}
