namespace Ecg.Formats.Mat;

/// <summary>The layouts of MAT-files.</summary>
internal enum MatLevel
{
    /// <summary>Not a MAT-file.</summary>
    None,

    /// <summary>Level 4: consecutive variables, without a file header.</summary>
    Four,

    /// <summary>Level 5: data elements after a 128-byte header.</summary>
    Five,

    /// <summary>Version 7.3: an HDF5 file, usually after a Level 5 header.</summary>
    SevenPointThree,
}
