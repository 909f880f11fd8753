namespace Ecg;

/// <summary>
/// What the converter and the infrastructure must agree on: table names and prefixes of the lake, the files that an
/// upload consists of, the function's environment, and the metrics that it emits. Both sides compile this one file; neither references the other.
/// </summary>
internal static class PipelineContract
{
    /// <summary>The table with a row for each instant of a recording.</summary>
    public const string SamplesTable = "samples";

    /// <summary>The table with a row for each lead of a recording.</summary>
    public const string LeadsTable = "leads";

    /// <summary>The table with a row for each thing found at a place of a recording; a recording without any has no file there.</summary>
    public const string AnnotationsTable = "annotations";

    /// <summary>The table with a row for each recording; a recording is in the lake when its row is here.</summary>
    public const string RecordsTable = "records";

    /// <summary>The table with a row for each recording that could not be converted.</summary>
    public const string RejectedTable = "rejected";

    /// <summary>The partition column of every table, written into paths as <c>dataset=NAME</c>.</summary>
    public const string PartitionColumn = "dataset";

    /// <summary>What the name of a column of normalised values in <c>samples</c> ends with.</summary>
    public const string NormalizedSuffix = "_norm";

    /// <summary>The dataset of a recording whose key has no folder.</summary>
    public const string DefaultDataset = "default";

    /// <summary>How the name of a MAT-file ends.</summary>
    public const string RecordingSuffix = ".mat";

    /// <summary>How the name of a WFDB signal file ends, signal(5).</summary>
    public const string SignalFileSuffix = ".dat";

    /// <summary>How the name of a WFDB record's reference annotations ends, annot(5).</summary>
    public const string AnnotationsSuffix = ".atr";

    /// <summary>How the name of a table's file ends.</summary>
    public const string TableFileSuffix = ".parquet";

    /// <summary>How the name of a WFDB header ends, header(5).</summary>
    public const string HeaderSuffix = ".hea";

    /// <summary>How the name of the file ends that PhysioBank ATM writes beside a MAT-file instead of a header.</summary>
    public const string InfoSuffix = ".info";

    /// <summary>The file at a dataset's root that holds the metadata its recordings share.</summary>
    public const string DatasetFile = "dataset.json";

    /// <summary>What the keys begin with that the function writes into the processed bucket.</summary>
    public const string IncomingFolder = "incoming/";

    /// <summary>What the keys of the tables begin with that analysts query.</summary>
    public const string TablesFolder = "tables/";

    /// <summary>What the keys begin with of the lists that a run of the publisher works through.</summary>
    public const string PublishingFolder = "publishing/";

    /// <summary>The table of the recordings that a run of the publisher works through, beside those of their files.</summary>
    public const string BatchTable = "recordings";

    /// <summary>How many leads' columns <c>samples</c> may have.</summary>
    public const int MostLeadColumns = 256;

    /// <summary>Environment: the address of the queue of what is to be published.</summary>
    public const string PublicationsQueueVariable = "ECG_PUBLICATIONS_QUEUE";

    /// <summary>Environment: the name of the database that analysts query.</summary>
    public const string DatabaseVariable = "ECG_DATABASE";

    /// <summary>What the name of the database of a batch's files ends with, behind that of the database that analysts query.</summary>
    public const string PublishingSuffix = "_publishing";

    /// <summary>Environment: the bucket that holds the lake.</summary>
    public const string ProcessedBucketVariable = "ECG_PROCESSED_BUCKET";

    /// <summary>Environment: the URL of the queue that the function's messages come from.</summary>
    public const string QueueVariable = "ECG_QUEUE_URL";

    /// <summary>Environment: the name of the SSM parameter that holds the Slack webhook's address.</summary>
    public const string SlackWebhookParameterVariable = "ECG_SLACK_WEBHOOK_PARAMETER";

    /// <summary>Environment: <c>true</c> to tell Slack the names of rejected recordings, and not only how many they are.</summary>
    public const string SlackNamesVariable = "ECG_SLACK_NAMES";

    /// <summary>Environment: the sampling rate in Hz of recordings that name none.</summary>
    public const string DefaultSamplingRateVariable = "ECG_DEFAULT_SAMPLING_RATE";

    /// <summary>Environment: the gain in adu/mV of recordings that name none.</summary>
    public const string DefaultGainVariable = "ECG_DEFAULT_GAIN";

    /// <summary>Environment: the ADC value of 0 units of recordings that name no gain, beside the gain.</summary>
    public const string DefaultBaselineVariable = "ECG_DEFAULT_BASELINE";

    /// <summary>Environment: <c>true</c> to store each lead min-max normalised as well.</summary>
    public const string NormalizeVariable = "ECG_NORMALIZE";

    /// <summary>Environment: <c>true</c> to store a missing sample as the value of the one before it, instead of null.</summary>
    public const string FillVariable = "ECG_FILL";

    /// <summary>Environment: <c>true</c> to de-identify recordings by HIPAA's Safe Harbor.</summary>
    public const string DeidentifyVariable = "ECG_DEIDENTIFY";

    /// <summary>Environment: the MB of disk that recordings which are converted side by side may take for temporary files.</summary>
    public const string DiskVariable = "ECG_DISK_MB";

    /// <summary>Environment: the lowest level that is logged, in Serilog's words.</summary>
    public const string LogLevelVariable = "ECG_LOG_LEVEL";

    /// <summary>The namespace of the metrics that the converter emits.</summary>
    public const string MetricsNamespace = "EcgPipeline";

    /// <summary>The one dimension of the metrics: the function's name.</summary>
    public const string MetricsDimension = "FunctionName";

    /// <summary>Metric: how many recordings came into the lake.</summary>
    public const string ConvertedMetric = "Converted";

    /// <summary>Metric: how many recordings can never be converted.</summary>
    public const string RejectedMetric = "Rejected";

    /// <summary>Metric: how many recordings went back to the queue.</summary>
    public const string FailedMetric = "Failed";

    /// <summary>Metric: how many recordings were no longer there when their message was read.</summary>
    public const string GoneMetric = "Gone";

    /// <summary>Metric: how many recordings were found of which the lake knew nothing.</summary>
    public const string MissingMetric = "Missing";

    /// <summary>Who sends the daily message that has missing recordings sought.</summary>
    public const string ReconcileSource = "ecg-pipeline";

    /// <summary>What that message is.</summary>
    public const string ReconcileType = "Reconcile";

    /// <summary>Metric: the size of the recordings.</summary>
    public const string BytesInMetric = "BytesIn";

    /// <summary>Metric: the size of what was written of them.</summary>
    public const string BytesOutMetric = "BytesOut";

    /// <summary>Metric: how many leads have no column in <c>samples</c>, which has as many as it may.</summary>
    public const string LeadsLeftOutMetric = "LeadsLeftOut";

    /// <summary>The five tables, in the order in which a recording's objects are written.</summary>
    public static IReadOnlyList<string> Tables { get; } = [SamplesTable, LeadsTable, AnnotationsTable, RecordsTable, RejectedTable];

    /// <summary>The five tables, in the order in which a recording's objects are deleted: the rows that tell of it first, so that no reader finds it without its samples.</summary>
    public static IReadOnlyList<string> RemovalOrder { get; } = [RecordsTable, RejectedTable, AnnotationsTable, LeadsTable, SamplesTable];

    /// <summary>The columns of <c>samples</c> that are no lead's, the partition last: a lead cannot have their names.</summary>
    public static IReadOnlyList<string> SamplesColumns { get; } = ["record_id", "conversion_id", "sample", "time_us", PartitionColumn];
}
