namespace Ecg.Formats.Hdf5;

/// <summary>Where the elements of a data set stand (HDF5 File Format Specification 3.0, IV.A.2.i).</summary>
internal enum Hdf5LayoutClass
{
    /// <summary>In the object header.</summary>
    Compact = 0,

    /// <summary>In one piece.</summary>
    Contiguous = 1,

    /// <summary>In pieces of one shape, each packed by itself.</summary>
    Chunked = 2,

    /// <summary>In other data sets.</summary>
    Virtual = 3,
}
