namespace Ecg.Formats.Hdf5;

/// <summary>The header messages that are read (HDF5 File Format Specification 3.0, IV.A.2).</summary>
internal enum Hdf5MessageType : ushort
{
    /// <summary>Nothing; to be ignored.</summary>
    Nil = 0x0000,

    /// <summary>The dimensions.</summary>
    Dataspace = 0x0001,

    /// <summary>Where the links of a group stand if not in its header.</summary>
    LinkInfo = 0x0002,

    /// <summary>The type of the elements.</summary>
    Datatype = 0x0003,

    /// <summary>The value of elements that were never written.</summary>
    FillValue = 0x0005,

    /// <summary>A link of a group.</summary>
    Link = 0x0006,

    /// <summary>The elements are in other files.</summary>
    ExternalDataFiles = 0x0007,

    /// <summary>Where the elements stand.</summary>
    DataLayout = 0x0008,

    /// <summary>How chunks are packed.</summary>
    FilterPipeline = 0x000B,

    /// <summary>An attribute.</summary>
    Attribute = 0x000C,

    /// <summary>Where the header goes on.</summary>
    Continuation = 0x0010,

    /// <summary>The links of a group in the older form.</summary>
    SymbolTable = 0x0011,

    /// <summary>Where the attributes stand if not in the header.</summary>
    AttributeInfo = 0x0015,
}
