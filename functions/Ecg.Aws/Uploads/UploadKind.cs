namespace Ecg.Aws.Uploads;

/// <summary>The kind of an object for the converter.</summary>
internal enum UploadKind
{
    /// <summary>Not relevant.</summary>
    Other,

    /// <summary>A MAT-file.</summary>
    Recording,

    /// <summary>A header: the source of a WFDB record, or the metadata of the MAT-file beside it.</summary>
    Header,

    /// <summary>A signal file or reference annotations, which belong to the WFDB record with the header beside them.</summary>
    PartOfRecord,

    /// <summary>PhysioBank ATM's metadata of the MAT-file beside it.</summary>
    Info,

    /// <summary>A dataset's metadata, which affects all its recordings.</summary>
    DatasetFile,
}
