using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>The columns that every table begins with. A file belongs to one recording, so they are constant within it.</summary>
internal static class CommonColumns
{
    /// <summary>Returns the columns for a table with the given row type.</summary>
    public static IEnumerable<SchemaColumn<TRows>> For<TRows>() =>
    [
        Constant<TRows>("record_id", source => source.RecordId),
        Constant<TRows>("conversion_id", source => source.Conversion.Value),
    ];

    private static SchemaColumn<TRows> Constant<TRows>(string name, Func<RecordSource, string> value) =>
        new(new Column(name, ColumnKind.Text, IsOptional: false), (file, source, _) => file.WriteConstant(value(source)));
}
