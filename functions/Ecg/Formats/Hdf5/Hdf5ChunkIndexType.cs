namespace Ecg.Formats.Hdf5;

/// <summary>How a data set's chunks are found (HDF5 File Format Specification 3.0, IV.A.2.i).</summary>
internal enum Hdf5ChunkIndexType
{
    /// <summary>By a B-tree of version 1, as every layout before version 4.</summary>
    BTree1 = 0,

    /// <summary>There is one chunk.</summary>
    Single = 1,

    /// <summary>They follow each other.</summary>
    Implicit = 2,

    /// <summary>By an array of their addresses.</summary>
    FixedArray = 3,

    /// <summary>By an array that grows.</summary>
    ExtensibleArray = 4,

    /// <summary>By a B-tree of version 2.</summary>
    BTree2 = 5,
}
