using Ecg.Signals;

namespace Ecg.Aws.Uploads;

/// <summary>What an object is to the converter.</summary>
internal enum UploadKind
{
    /// <summary>Nothing.</summary>
    Other,

    /// <summary>A recording.</summary>
    Recording,

    /// <summary>A header, which changes what the recording beside it is.</summary>
    Header,

    /// <summary>A dataset's metadata, which change what all its recordings are.</summary>
    DatasetFile,
}
