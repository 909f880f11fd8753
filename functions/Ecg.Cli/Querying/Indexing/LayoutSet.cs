using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>
/// The layouts of a table's files, each of them once, and each column of them once: files may each have leads of their own. For
/// use by several threads.
/// </summary>
internal sealed class LayoutSet
{
    private readonly ConcurrentDictionary<LakeColumn, (int Number, LakeColumn Column)> _columns = new();
    private readonly ConcurrentDictionary<string, TableLayout> _layouts = new(StringComparer.Ordinal);
    private int _numbers;

    /// <summary>The layout with some columns: for equal columns the same object.</summary>
    /// <exception cref="InvalidDataException">The columns are none that an index can hold.</exception>
    public TableLayout Of(IReadOnlyList<LakeColumn> columns)
    {
        var known = new LakeColumn[columns.Count];
        var key = new StringBuilder();
        for (int i = 0; i < known.Length; i++)
        {
            (int number, known[i]) = _columns.GetOrAdd(columns[i], added => (Interlocked.Increment(ref _numbers), added));
            key.Append(CultureInfo.InvariantCulture, $"{number},");
        }

        return _layouts.GetOrAdd(key.ToString(), _ => TableLayout.Of(known));
    }
}
