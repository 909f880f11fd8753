namespace Ecg.Formats.Mat;

/// <summary>The layouts that a MAT-file can have.</summary>
internal enum MatLevel
{
    /// <summary>No MAT-file.</summary>
    None,

    /// <summary>Level 4: variables one after another, with no header of the file.</summary>
    Four,

    /// <summary>Level 5: data elements behind a 128-byte header.</summary>
    Five,

    /// <summary>Version 7.3: an HDF5 file, as a rule behind a Level 5 header.</summary>
    SevenPointThree,
}
