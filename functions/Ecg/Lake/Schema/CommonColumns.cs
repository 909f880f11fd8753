using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>The columns that every table begins with. A file is of one recording, so that each row has the same value.</summary>
internal static class CommonColumns
{
    /// <summary>The columns for a table of the given rows.</summary>
    public static IEnumerable<SchemaColumn<TRows>> For<TRows>() =>
    [
        Constant<TRows>("record_id", source => source.RecordId),
        Constant<TRows>("conversion_id", source => source.Conversion.Value),
    ];

    private static SchemaColumn<TRows> Constant<TRows>(string name, Func<RecordSource, string> value) =>
        new(new Column(name, ColumnKind.Text, IsOptional: false), (file, source, _) => file.WriteConstant(value(source)));
}
