namespace Ecg.Formats.Hdf5;

/// <summary>The classes of HDF5's datatypes (HDF5 File Format Specification 3.0, IV.A.2.d).</summary>
internal enum Hdf5TypeClass
{
    /// <summary>Integers.</summary>
    FixedPoint = 0,

    /// <summary>Floating point.</summary>
    FloatingPoint = 1,

    /// <summary>Time; hardly ever used.</summary>
    Time = 2,

    /// <summary>Text of a fixed length.</summary>
    String = 3,

    /// <summary>Bits.</summary>
    BitField = 4,

    /// <summary>Bytes without a meaning to HDF5.</summary>
    Opaque = 5,

    /// <summary>Named members.</summary>
    Compound = 6,

    /// <summary>The address of an object or a part of one.</summary>
    Reference = 7,

    /// <summary>Named values.</summary>
    Enumeration = 8,

    /// <summary>Sequences of a length of their own, or text of such.</summary>
    VariableLength = 9,

    /// <summary>A fixed number of elements.</summary>
    Array = 10,
}
