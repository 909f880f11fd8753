namespace Ecg.Formats.Hdf5;

/// <summary>The class of a storage layout (HDF5 File Format Specification 3.0, IV.A.2.i).</summary>
internal enum Hdf5LayoutClass
{
    /// <summary>In the object header.</summary>
    Compact = 0,

    /// <summary>Contiguous.</summary>
    Contiguous = 1,

    /// <summary>In chunks of one shape, each filtered separately.</summary>
    Chunked = 2,

    /// <summary>In other data sets.</summary>
    Virtual = 3,
}
