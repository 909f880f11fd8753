namespace Ecg.Aws.Publishing;

/// <summary>A recording of a batch, and what the messages about it were.</summary>
/// <param name="Dataset">Its dataset.</param>
/// <param name="RecordId">Its name there.</param>
/// <param name="ConversionId">The conversion that is to be published.</param>
/// <param name="IsRejected">Whether it was rejected.</param>
/// <param name="Path">What the keys of its objects end with, from <c>dataset=</c> on.</param>
/// <param name="ETag">The entity tag of the object that was written last.</param>
/// <param name="Leads">The columns of its leads.</param>
/// <param name="HasAnnotations">Whether something was found in it.</param>
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
