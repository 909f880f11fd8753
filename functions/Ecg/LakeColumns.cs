namespace Ecg;

/// <summary>
/// The columns of the tables for the infrastructure, which compiles this file. The converter declares its columns in
/// <c>Lake/Schema</c>; a test compares the two.
/// </summary>
internal static class LakeColumns
{
    /// <summary>The Hive type of a lead's column.</summary>
    public const string LeadType = "float";

    /// <summary>
    /// The leads that have a column in <c>samples</c> from the first deployment: the twelve standard leads, the modified leads of
    /// ambulatory recorders, posterior and right-sided leads, Frank's, EASI's, and the names of unnamed leads.
    /// </summary>
    public static IReadOnlyList<string> KnownLeads { get; } =
    [
        "i", "ii", "iii", "avr", "avl", "avf", "v1", "v2", "v3", "v4", "v5", "v6",
        "mli", "mlii", "mliii", "mcl1", "mcl6", "cm2", "cm4", "cm5", "d3", "d4",
        "v7", "v8", "v9", "v3r", "v4r", "v5r", "v6r",
        "vx", "vy", "vz", "x", "y", "z", "es", "as", "ai",
        "ecg", "ecg1", "ecg2", "ch1", "ch2", "ch3", "ch4", "ch5", "ch6", "ch7", "ch8", "ch9", "ch10", "ch11", "ch12",
        "v", "pleth", "resp", "abp", "art", "cvp", "pap",
    ];

    /// <summary>The columns of each table with their Hive types, without the partition column.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<(string Name, string Type)>> Of { get; } =
        new Dictionary<string, IReadOnlyList<(string Name, string Type)>>(StringComparer.Ordinal)
        {
            [PipelineContract.SamplesTable] = Typed("record_id string, conversion_id string, sample int, time_us bigint"),
            [PipelineContract.LeadsTable] = Typed(
                "record_id string, conversion_id string, lead string, column_name string, position int, unit string, adc_gain double, "
                + "adc_baseline int, min double, max double, mean double, stddev double, missing bigint, flat_fraction double, "
                + "clipped_fraction double, noise_fraction double, quality string, issues string"),
            [PipelineContract.AnnotationsTable] = Typed(
                "record_id string, conversion_id string, source string, kind string, symbol string, lead string, start_sample bigint, "
                + "end_sample bigint, time_us bigint, duration_us bigint, rr_ms double, note string"),
            [PipelineContract.RecordsTable] = Typed(
                "record_id string, conversion_id string, source_uri string, source_etag string, source_bytes bigint, format string, "
                + "sampling_rate_hz double, samples bigint, duration_s double, lead_count int, leads string, recorded_at timestamp, "
                + "age double, sex string, diagnoses string, comments string, heart_rate_bpm double, rr_mean_ms double, "
                + "rr_sdnn_ms double, rr_rmssd_ms double, beats int, quality string, issues string, converter_version string"),
            [PipelineContract.RejectedTable] = Typed(
                "record_id string, conversion_id string, source_uri string, source_etag string, reason string, detail string"),
        };

    private static (string Name, string Type)[] Typed(string columns) =>
        [.. columns.Split(", ").Select(column => column.Split(' ')).Select(words => (words[0], words[1]))];
}
