namespace Ecg;

/// <summary>
/// The names that the converter and the infrastructure share: tables and prefixes of the lake, the files of an upload,
/// the function's environment, and its metrics. Both compile this file; neither references the other.
/// </summary>
internal static class PipelineContract
{
    /// <summary>The table with a row for each instant of a recording.</summary>
    public const string SamplesTable = "samples";

    /// <summary>The table with a row for each lead of a recording.</summary>
    public const string LeadsTable = "leads";

    /// <summary>The table with a row for each finding in a recording; a recording without findings has no file there.</summary>
    public const string AnnotationsTable = "annotations";

    /// <summary>The table with a row for each recording; a recording is complete once its row is here.</summary>
    public const string RecordsTable = "records";

    /// <summary>The table with a row for each recording that could not be converted.</summary>
    public const string RejectedTable = "rejected";

    /// <summary>The partition column of every table, as <c>dataset=NAME</c> in paths.</summary>
    public const string PartitionColumn = "dataset";

    /// <summary>The suffix of columns with normalised values in <c>samples</c>.</summary>
    public const string NormalizedSuffix = "_norm";

    /// <summary>The dataset of a recording whose key has no folder.</summary>
    public const string DefaultDataset = "default";

    /// <summary>The extension of MAT-files.</summary>
    public const string RecordingSuffix = ".mat";

    /// <summary>The extension of WFDB signal files, signal(5).</summary>
    public const string SignalFileSuffix = ".dat";

    /// <summary>The extension of WFDB reference annotations, annot(5).</summary>
    public const string AnnotationsSuffix = ".atr";

    /// <summary>The extension of table files.</summary>
    public const string TableFileSuffix = ".parquet";

    /// <summary>The extension of WFDB headers, header(5).</summary>
    public const string HeaderSuffix = ".hea";

    /// <summary>The extension of the file that PhysioBank ATM writes beside a MAT-file instead of a header.</summary>
    public const string InfoSuffix = ".info";

    /// <summary>The file at a dataset's root with the metadata that its recordings share.</summary>
    public const string DatasetFile = "dataset.json";

    /// <summary>The prefix of the function's objects in the processed bucket.</summary>
    public const string IncomingFolder = "incoming/";

    /// <summary>The prefix of the tables that analysts query.</summary>
    public const string TablesFolder = "tables/";

    /// <summary>The prefix of the file lists of a publisher run.</summary>
    public const string PublishingFolder = "publishing/";

    /// <summary>The table of the recordings that a publisher run processes.</summary>
    public const string BatchTable = "recordings";

    /// <summary>The maximum number of lead columns in <c>samples</c>.</summary>
    public const int MostLeadColumns = 256;

    /// <summary>Environment: the URL of the queue of recordings to publish.</summary>
    public const string PublicationsQueueVariable = "ECG_PUBLICATIONS_QUEUE";

    /// <summary>Environment: the name of the database that analysts query.</summary>
    public const string DatabaseVariable = "ECG_DATABASE";

    /// <summary>The suffix of the database of a batch's files, after the name of the database that analysts query.</summary>
    public const string PublishingSuffix = "_publishing";

    /// <summary>Environment: the bucket of the lake.</summary>
    public const string ProcessedBucketVariable = "ECG_PROCESSED_BUCKET";

    /// <summary>Environment: the URL of the queue of the function's messages.</summary>
    public const string QueueVariable = "ECG_QUEUE_URL";

    /// <summary>Environment: the name of the SSM parameter with the Slack webhook's address.</summary>
    public const string SlackWebhookParameterVariable = "ECG_SLACK_WEBHOOK_PARAMETER";

    /// <summary>Environment: <c>true</c> to send the names of rejected recordings to Slack, not only their number.</summary>
    public const string SlackNamesVariable = "ECG_SLACK_NAMES";

    /// <summary>Environment: the sampling rate in Hz of recordings that do not state it.</summary>
    public const string DefaultSamplingRateVariable = "ECG_DEFAULT_SAMPLING_RATE";

    /// <summary>Environment: the gain in adu/mV of recordings that do not state it.</summary>
    public const string DefaultGainVariable = "ECG_DEFAULT_GAIN";

    /// <summary>Environment: the ADC value of 0 mV of recordings that state no gain; used with the default gain.</summary>
    public const string DefaultBaselineVariable = "ECG_DEFAULT_BASELINE";

    /// <summary>Environment: <c>true</c> to also store each lead min-max normalised.</summary>
    public const string NormalizeVariable = "ECG_NORMALIZE";

    /// <summary>Environment: <c>true</c> to fill missing samples with the previous value instead of NULL.</summary>
    public const string FillVariable = "ECG_FILL";

    /// <summary>Environment: <c>true</c> to de-identify recordings by HIPAA's Safe Harbor.</summary>
    public const string DeidentifyVariable = "ECG_DEIDENTIFY";

    /// <summary>Environment: the MB of temporary disk that concurrent conversions may use together.</summary>
    public const string DiskVariable = "ECG_DISK_MB";

    /// <summary>Environment: the minimum log level, one of Serilog's names.</summary>
    public const string LogLevelVariable = "ECG_LOG_LEVEL";

    /// <summary>The namespace of the converter's metrics.</summary>
    public const string MetricsNamespace = "EcgPipeline";

    /// <summary>The only dimension of the metrics: the function's name.</summary>
    public const string MetricsDimension = "FunctionName";

    /// <summary>Metric: the number of recordings converted.</summary>
    public const string ConvertedMetric = "Converted";

    /// <summary>Metric: the number of recordings rejected.</summary>
    public const string RejectedMetric = "Rejected";

    /// <summary>Metric: the number of recordings that failed and went back to the queue.</summary>
    public const string FailedMetric = "Failed";

    /// <summary>Metric: the number of recordings that no longer existed when their message was processed.</summary>
    public const string GoneMetric = "Gone";

    /// <summary>Metric: the number of recordings that the lake did not know.</summary>
    public const string MissingMetric = "Missing";

    /// <summary>The source of the daily message that starts the search for missing recordings.</summary>
    public const string ReconcileSource = "ecg-pipeline";

    /// <summary>The type of that message.</summary>
    public const string ReconcileType = "Reconcile";

    /// <summary>Metric: the bytes of the recordings read.</summary>
    public const string BytesInMetric = "BytesIn";

    /// <summary>Metric: the bytes written for them.</summary>
    public const string BytesOutMetric = "BytesOut";

    /// <summary>Metric: the number of leads without a column, because <c>samples</c> has reached its limit.</summary>
    public const string LeadsLeftOutMetric = "LeadsLeftOut";

    /// <summary>The five tables, in the order in which a recording's objects are written.</summary>
    public static IReadOnlyList<string> Tables { get; } = [SamplesTable, LeadsTable, AnnotationsTable, RecordsTable, RejectedTable];

    /// <summary>The columns of <c>samples</c> that are not leads, the partition column last; leads cannot have these names.</summary>
    public static IReadOnlyList<string> SamplesColumns { get; } = ["record_id", "conversion_id", "sample", "time_us", PartitionColumn];
}
