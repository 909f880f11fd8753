namespace Ecg.Formats.Hdf5;

/// <summary>The supported header messages (HDF5 File Format Specification 3.0, IV.A.2).</summary>
internal enum Hdf5MessageType : ushort
{
    /// <summary>Nil; ignored.</summary>
    Nil = 0x0000,

    /// <summary>The dimensions.</summary>
    Dataspace = 0x0001,

    /// <summary>The location of a group's links outside its header.</summary>
    LinkInfo = 0x0002,

    /// <summary>The type of the elements.</summary>
    Datatype = 0x0003,

    /// <summary>The fill value.</summary>
    FillValue = 0x0005,

    /// <summary>A link of a group.</summary>
    Link = 0x0006,

    /// <summary>The elements are in other files.</summary>
    ExternalDataFiles = 0x0007,

    /// <summary>The storage layout.</summary>
    DataLayout = 0x0008,

    /// <summary>The filters of chunks.</summary>
    FilterPipeline = 0x000B,

    /// <summary>An attribute.</summary>
    Attribute = 0x000C,

    /// <summary>The continuation of the header.</summary>
    Continuation = 0x0010,

    /// <summary>The links of a group in the older form of storage.</summary>
    SymbolTable = 0x0011,

    /// <summary>The location of attributes outside the header.</summary>
    AttributeInfo = 0x0015,
}
