namespace Ecg.Formats.Hdf5;

/// <summary>The form of a chunk index (HDF5 File Format Specification 3.0, IV.A.2.i).</summary>
internal enum Hdf5ChunkIndexType
{
    /// <summary>A B-tree of version 1, as in every layout before version 4.</summary>
    BTree1 = 0,

    /// <summary>A single chunk.</summary>
    Single = 1,

    /// <summary>Implicit: the chunks are consecutive.</summary>
    Implicit = 2,

    /// <summary>A fixed array of addresses.</summary>
    FixedArray = 3,

    /// <summary>An extensible array.</summary>
    ExtensibleArray = 4,

    /// <summary>A B-tree of version 2.</summary>
    BTree2 = 5,
}
