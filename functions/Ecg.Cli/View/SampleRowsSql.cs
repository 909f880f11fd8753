using Ecg.Cli.Querying;
using Ecg.Cli.Querying.Indexing;

namespace Ecg.Cli.View;

/// <summary>Builds the query for the page's download of <c>samples</c>.</summary>
internal static class SampleRowsSql
{
    /// <summary>Returns the query over the recording's file.</summary>
    public static Func<string, string> Of(IReadOnlyList<LakeLead> leads, long first, long count) => file =>
        $"SELECT \"sample\", time_us{string.Concat(leads.Select(lead => $", {SqlText.Identifier(lead.ColumnName)}"))} FROM {file} "
        + $"WHERE \"sample\" >= {first} AND \"sample\" < {first + count} ORDER BY \"sample\"";
}
