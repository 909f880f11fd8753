using System.Buffers;
using Ecg.Lake.Parquet;
using Ecg.Signals;

namespace Ecg.Lake.Schema;

/// <summary>The columns of <c>samples</c>, a row for each instant: the fixed ones, then one or two for each lead.</summary>
internal static class SamplesColumns
{
    /// <summary>The columns common to all recordings. <see cref="PipelineContract.SamplesColumns"/> reserves their names.</summary>
    public static IReadOnlyList<SchemaColumn<SampleRows>> Fixed { get; } =
    [
        .. CommonColumns.For<SampleRows>(),
        new(new Column("sample", ColumnKind.Int32, IsOptional: false), (file, _, rows) => file.WriteSequence((int)rows.First)),
        new(new Column("time_us", ColumnKind.Int64), (file, _, rows) => WriteTime(file, rows)),
    ];

    /// <summary>The part of the table that does not depend on a recording's leads.</summary>
    public static TableSchema Schema { get; } = new(PipelineContract.SamplesTable, [.. Fixed.Select(column => column.Column)]);

    /// <summary>Returns the columns of a lead: its values in its unit, and optionally its normalised values.</summary>
    public static IEnumerable<Column> Of(Lead lead, bool normalize)
    {
        yield return new Column(lead.ColumnName, ColumnKind.Float);
        if (normalize)
        {
            yield return new Column(lead.ColumnName + PipelineContract.NormalizedSuffix, ColumnKind.Float);
        }
    }

    private static void WriteTime(ParquetWriter file, SampleRows rows)
    {
        if (rows.SamplingRate is not { } rate)
        {
            file.WriteNulls();
            return;
        }

        if (SampleRows.StepOf(rate) is { } step)
        {
            file.WriteAscending(rows.First * step, step);
            return;
        }

        long[] times = ArrayPool<long>.Shared.Rent(rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            times[i] = SampleRows.MicrosecondsAt(rows.First + i, rate);
        }

        file.WriteAscending(times.AsSpan(0, rows.Count));
        ArrayPool<long>.Shared.Return(times);
    }
}
