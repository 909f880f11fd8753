using DuckDB.NET.Data;
using Ecg.Cli.Querying.Indexing;
using Ecg.Lake.Schema;
using Ecg.Signals;

namespace Ecg.Cli.Querying;

/// <summary>A row of <c>records</c> with the columns that plots need.</summary>
internal sealed record RecordRow
{
    /// <summary>The columns of <c>records</c> that <see cref="Read"/> expects.</summary>
    public const string Columns = "sampling_rate_hz, samples, recorded_at, age, sex, diagnoses, issues, quality, lead_count, heart_rate_bpm";

    /// <summary>The dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>The recording's id within its dataset.</summary>
    public required string RecordId { get; init; }

    /// <summary>The file that contains the row.</summary>
    public required string File { get; init; }

    /// <summary>The sampling rate in Hz; <see langword="null"/> if it is unknown.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>The number of samples of each lead.</summary>
    public required long Samples { get; init; }

    /// <summary>The start of the recording; <see langword="null"/> if it is unknown.</summary>
    public DateTime? RecordedAt { get; init; }

    /// <summary>The age in years; <see langword="null"/> if it is unknown.</summary>
    public double? Age { get; init; }

    /// <summary>The sex; <see langword="null"/> if it is unknown.</summary>
    public string? Sex { get; init; }

    /// <summary>The diagnoses; empty if there are none.</summary>
    public IReadOnlyList<string> Diagnoses { get; init; } = [];

    /// <summary>The recording's issues; empty if there are none.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];

    /// <summary>The quality; <see langword="null"/> if it is unknown.</summary>
    public string? Quality { get; init; }

    /// <summary>The rank of the quality: 0 for a bad recording, 3 for a good one.</summary>
    public int Rank => QualityRank.Of(Quality);

    /// <summary>The heart rate in beats per minute; <see langword="null"/> if it is unknown.</summary>
    public double? HeartRate { get; init; }

    /// <summary>The number of leads.</summary>
    public required int LeadCount { get; init; }

    /// <summary>The name that is unique in the lake.</summary>
    public string FullName => $"{Dataset}/{RecordId}";

    /// <summary>Reads the row of a recording.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="recordId">The recording's id within it.</param>
    /// <param name="file">The file that contains the row.</param>
    /// <param name="reader">The reader, positioned on the row.</param>
    /// <param name="first">The index of the first of <see cref="Columns"/>.</param>
    public static RecordRow Read(string dataset, string recordId, string file, DuckDBDataReader reader, int first) => new()
    {
        Dataset = dataset,
        RecordId = recordId,
        File = file,
        SamplingRate = reader.NumberAt(first),
        Samples = reader.GetInt64(first + 1),
        RecordedAt = reader.IsDBNull(first + 2) ? null : reader.GetDateTime(first + 2),
        Age = reader.NumberAt(first + 3),
        Sex = reader.TextAt(first + 4),
        Diagnoses = reader.ListAt(first + 5, ","),
        Issues = IssuesColumn.Parse(reader.TextAt(first + 6)),
        Quality = reader.TextAt(first + 7),
        LeadCount = reader.GetInt32(first + 8),
        HeartRate = reader.NumberAt(first + 9),
    };
}
