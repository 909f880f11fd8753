using System.Globalization;
using System.Text.Json;
using Ecg.Lake.Parquet;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>The list of files of an index, as a Parquet file with a row for each.</summary>
internal static class EntriesFile
{
    private static readonly Column Path = new("path", ColumnKind.Text);
    private static readonly Column Length = new("length", ColumnKind.Int64);
    private static readonly Column Written = new("written", ColumnKind.Int64);
    private static readonly Column RowCount = new("rows", ColumnKind.Int32);

    // The columns that no file before it has, as JSON.
    private static readonly Column NewColumns = new("new_columns", ColumnKind.Text);

    // The file's columns by their numbers among those; NULL where they are those of the file before.
    private static readonly Column Layout = new("layout", ColumnKind.Text);
    private static readonly Column Lowest = new("lowest", ColumnKind.Text);
    private static readonly Column Highest = new("highest", ColumnKind.Text);

    /// <summary>Writes a list.</summary>
    /// <param name="path">The file.</param>
    /// <param name="entries">The files in their order.</param>
    /// <param name="latest">A file with a later time is noted as one to be read again.</param>
    public static void Write(string path, IReadOnlyList<IndexEntry> entries, long latest)
    {
        using var file = new RowsWriter(path);
        var numbers = new Dictionary<LakeColumn, int>();
        TableLayout? last = null;
        foreach (IndexEntry entry in entries)
        {
            TableRows rows = file.Waiting;
            Texts(rows, Path).Add(entry.File.Path, 1);
            Cells<long?>(rows, Length).Add(entry.File.Length, 1);
            Cells<long?>(rows, Written).Add(entry.File.Written <= latest ? entry.File.Written : -1, 1);
            Cells<int?>(rows, RowCount).Add(entry.Rows, 1);
            LakeColumn[] added = [.. entry.Layout.Columns.Where(column => numbers.TryAdd(column, numbers.Count))];
            Texts(rows, NewColumns).Add(added.Length == 0 ? null : JsonSerializer.Serialize(added, IndexJson.Default.LakeColumnArray), 1);
            Texts(rows, Layout).Add(ReferenceEquals(entry.Layout, last) ? null : string.Join(',', entry.Layout.Columns.Select(column => numbers[column].ToString(CultureInfo.InvariantCulture))), 1);
            Texts(rows, Lowest).Add(entry.Lowest, 1);
            Texts(rows, Highest).Add(entry.Highest, 1);
            last = entry.Layout;
            file.End(1);
        }

        file.Finish();
    }

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layouts">The layouts of all files.</param>
    /// <exception cref="InvalidDataException">The file is none that <see cref="Write"/> wrote.</exception>
    /// <exception cref="JsonException">The same.</exception>
    /// <exception cref="NotSupportedException">The same.</exception>
    public static List<IndexEntry> Read(string path, LayoutSet layouts)
    {
        using var file = new RowsReader(path);
        var entries = new List<IndexEntry>();
        var columns = new List<LakeColumn>();
        var rows = new TableRows();
        TableLayout? layout = null;
        for (int group = 0; group < file.Groups; group++)
        {
            rows.Clear();
            file.Read(group, rows);
            for (int row = 0; row < rows.Count; row++)
            {
                if (Texts(rows, NewColumns).Cells[row] is { } added)
                {
                    columns.AddRange(JsonSerializer.Deserialize(added, IndexJson.Default.LakeColumnArray) ?? throw Broken());
                }

                if (Texts(rows, Layout).Cells[row] is { } numbers)
                {
                    layout = layouts.Of(ColumnsAt(columns, numbers));
                }

                entries.Add(new IndexEntry(
                    new TableFile(Texts(rows, Path).Cells[row] ?? throw Broken(), Cells<long?>(rows, Length).Cells[row] ?? -1, Cells<long?>(rows, Written).Cells[row] ?? -1),
                    layout ?? throw Broken(),
                    Cells<int?>(rows, RowCount).Cells[row] ?? throw Broken(),
                    Texts(rows, Lowest).Cells[row],
                    Texts(rows, Highest).Cells[row]));
            }
        }

        return entries;
    }

    private static InvalidDataException Broken() => new("The list of files is none that an index has.");

    private static CellsOf<string> Texts(TableRows rows, Column column) => Cells<string>(rows, column);

    private static CellsOf<T> Cells<T>(TableRows rows, Column column) => rows[column] as CellsOf<T> ?? throw Broken();

    private static LakeColumn[] ColumnsAt(List<LakeColumn> columns, ReadOnlySpan<char> numbers)
    {
        var chosen = new List<LakeColumn>();
        foreach (Range number in numbers.Split(','))
        {
            chosen.Add(int.TryParse(numbers[number], NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < columns.Count ? columns[index] : throw Broken());
        }

        return [.. chosen];
    }
}
