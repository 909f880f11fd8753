namespace Ecg.Formats.Mat;

/// <summary>The formats of MAT-files, named after the flag of MATLAB's <c>save</c> that writes them.</summary>
public enum MatFormat
{
    /// <summary>Level 4 (<c>-v4</c>), MAT-File Format, "Level 4 MAT-File Format".</summary>
    V4,

    /// <summary>Level 5 without compressed elements (<c>-v6</c>).</summary>
    V6,

    /// <summary>Level 5 with zlib-compressed elements (<c>-v7</c>).</summary>
    V7,

    /// <summary>HDF5 after a 512-byte user block (<c>-v7.3</c>).</summary>
    V73,
}
