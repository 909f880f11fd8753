namespace Ecg.Formats.Hdf5;

/// <summary>The classes of HDF5's datatypes (HDF5 File Format Specification 3.0, IV.A.2.d).</summary>
internal enum Hdf5TypeClass
{
    /// <summary>Integers.</summary>
    FixedPoint = 0,

    /// <summary>Floating point.</summary>
    FloatingPoint = 1,

    /// <summary>Time; rarely used.</summary>
    Time = 2,

    /// <summary>Fixed-length text.</summary>
    String = 3,

    /// <summary>Bit fields.</summary>
    BitField = 4,

    /// <summary>Opaque bytes.</summary>
    Opaque = 5,

    /// <summary>Compound types with named members.</summary>
    Compound = 6,

    /// <summary>A reference to an object or a part of one.</summary>
    Reference = 7,

    /// <summary>Enumerations.</summary>
    Enumeration = 8,

    /// <summary>Variable-length sequences or text.</summary>
    VariableLength = 9,

    /// <summary>Fixed-size arrays.</summary>
    Array = 10,
}
