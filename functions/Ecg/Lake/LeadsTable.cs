using Ecg.Lake.Parquet;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake;

/// <summary>Writes a recording's file of the table <c>leads</c>, a row for each lead.</summary>
internal static class LeadsTable
{
    private static readonly Column[] Columns =
    [
        new("record_id", ColumnKind.Text, IsOptional: false),
        new("lead", ColumnKind.Text),
        new("column_name", ColumnKind.Text),
        new("position", ColumnKind.Int32),
        new("unit", ColumnKind.Text),
        new("adc_gain", ColumnKind.Double),
        new("adc_baseline", ColumnKind.Int32),
        new("min", ColumnKind.Double),
        new("max", ColumnKind.Double),
        new("mean", ColumnKind.Double),
        new("stddev", ColumnKind.Double),
        new("missing", ColumnKind.Int64),
        new("flat_fraction", ColumnKind.Double),
        new("clipped_fraction", ColumnKind.Double),
        new("quality", ColumnKind.Text),
        new("issues", ColumnKind.Text),
    ];

    /// <summary>Writes the file.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="source">Where the recording came from.</param>
    /// <param name="leads">The leads, in order.</param>
    /// <param name="measures">What was measured of each.</param>
    /// <param name="assessments">How good each is.</param>
    /// <returns>The size of the file.</returns>
    public static long Write(
        Stream output,
        RecordSource source,
        IReadOnlyList<Lead> leads,
        IReadOnlyList<LeadMeasures> measures,
        IReadOnlyList<LeadAssessment> assessments)
    {
        using var file = LakeFile.Create(output, Columns, source);
        file.BeginRowGroup(leads.Count);
        file.WriteConstant(source.Key.RecordId);
        file.WriteTexts(Each(leads, lead => lead.Name));
        file.WriteTexts(Each(leads, lead => lead.ColumnName));
        file.WriteInt32s(Each(leads, lead => (int?)lead.Position));
        file.WriteTexts(Each(leads, lead => lead.Unit));
        file.WriteDoubles(Each(leads, lead => lead.Gain));
        file.WriteInt32s(Each(leads, lead => lead.Baseline));
        file.WriteDoubles(Each(measures, lead => Known(lead.Min)));
        file.WriteDoubles(Each(measures, lead => Known(lead.Max)));
        file.WriteDoubles(Each(measures, lead => Known(lead.Mean)));
        file.WriteDoubles(Each(measures, lead => Known(lead.StdDev)));
        file.WriteInt64s(Each(measures, lead => (long?)lead.Missing));
        file.WriteDoubles(Each(measures, lead => Known(lead.FlatFraction)));
        file.WriteDoubles(Each(measures, lead => Known(lead.ClippedFraction)));
        file.WriteTexts(Each(assessments, lead => lead.Quality.Code()));
        file.WriteTexts(Each(assessments, lead => LakeText.Join(lead.Issues)));
        file.Finish();
        return file.Length;
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    private static T[] Each<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> column)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column(rows[i]);
        }

        return values;
    }
}
