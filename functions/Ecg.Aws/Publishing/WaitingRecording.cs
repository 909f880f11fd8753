namespace Ecg.Aws.Publishing;

/// <summary>A recording of a batch.</summary>
/// <param name="Dataset">Its dataset.</param>
/// <param name="RecordId">Its id in the dataset.</param>
/// <param name="ConversionId">The conversion to publish.</param>
/// <param name="IsRejected">Whether it was rejected.</param>
/// <param name="Path">The end of its objects' keys, from <c>dataset=</c> on.</param>
/// <param name="ETag">The entity tag of the object that was written last.</param>
/// <param name="Leads">The columns of its leads.</param>
/// <param name="HasAnnotations">Whether it has annotations.</param>
internal sealed record WaitingRecording(
    string Dataset,
    string RecordId,
    string ConversionId,
    bool IsRejected,
    string Path,
    string ETag,
    IReadOnlyList<string> Leads,
    bool HasAnnotations)
{
    /// <summary>The key of the object that was written last.</summary>
    public string LastKey => KeyIn(IsRejected ? PipelineContract.RejectedTable : PipelineContract.RecordsTable);

    /// <summary>The key of its object in a table.</summary>
    public string KeyIn(string table) => $"{PipelineContract.IncomingFolder}{table}/{Path}";
}
