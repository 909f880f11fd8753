using Ecg.Cli.Querying;
using Ecg.Cli.Querying.Indexing;

namespace Ecg.Cli.View;

/// <summary>The rows of <c>samples</c> that the page hands out as a file.</summary>
internal static class SampleRowsSql
{
    /// <summary>The query over the recording's file.</summary>
    public static Func<string, string> Of(IReadOnlyList<LakeLead> leads, long first, long count) => file =>
        $"SELECT \"sample\", time_us{string.Concat(leads.Select(lead => $", {SqlText.Identifier(lead.ColumnName)}"))} FROM {file} "
        + $"WHERE \"sample\" >= {first} AND \"sample\" < {first + count} ORDER BY \"sample\"";
}
