namespace Ecg.Aws.Uploads;

/// <summary>What an object is to the converter.</summary>
internal enum UploadKind
{
    /// <summary>Nothing.</summary>
    Other,

    /// <summary>A MAT-file.</summary>
    Recording,

    /// <summary>A header: the source of a WFDB record, or what changes the MAT-file beside it.</summary>
    Header,

    /// <summary>A signal file or reference annotations, which belong to the WFDB record of the header beside them.</summary>
    PartOfRecord,

    /// <summary>What PhysioBank ATM writes beside a MAT-file, and what it is.</summary>
    Info,

    /// <summary>A dataset's metadata, which change what all its recordings are.</summary>
    DatasetFile,
}
