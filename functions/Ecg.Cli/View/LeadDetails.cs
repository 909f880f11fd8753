using Ecg.Cli.Querying;
using Ecg.Cli.Querying.Indexing;
using Ecg.Lake.Schema;

namespace Ecg.Cli.View;

/// <summary>A lead on the page.</summary>
/// <param name="Name">The name in the usual spelling.</param>
/// <param name="LeadName">The name in the lake.</param>
/// <param name="Column">The column of <c>samples</c>.</param>
/// <param name="Unit">The unit of its values.</param>
/// <param name="Min">The minimum; <see langword="null"/> if there is none.</param>
/// <param name="Max">The maximum.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Quality">The quality.</param>
/// <param name="Issues">The issues.</param>
internal sealed record LeadDetails(
    string Name, string LeadName, string Column, string Unit, double? Min, double? Max, double? Mean, string? Quality, IReadOnlyList<string> Issues)
{
    /// <summary>Reads the leads of a recording in order.</summary>
    public static IReadOnlyList<LeadDetails> Read(LakeRecords records, RecordRow record, CancellationToken cancellationToken)
    {
        var leads = new List<LeadDetails>();
        records.QueryFile(
            record,
            PipelineContract.LeadsTable,
            file => $"SELECT lead, column_name, unit, \"min\", \"max\", mean, quality, issues FROM {file} ORDER BY \"position\"",
            reader =>
            {
                while (reader.Read())
                {
                    string name = reader.GetString(0);
                    leads.Add(new LeadDetails(
                        Plot.Layout.LeadName.Write(name),
                        name,
                        reader.GetString(1),
                        reader.GetString(2),
                        reader.NumberAt(3),
                        reader.NumberAt(4),
                        reader.NumberAt(5),
                        reader.TextAt(6),
                        [.. IssuesColumn.Parse(reader.TextAt(7)).Select(issue => issue.Text)]));
                }
            },
            cancellationToken);
        return leads;
    }
}
