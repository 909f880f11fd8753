namespace Ecg.Formats.Hdf5;

/// <summary>A message of an object header.</summary>
/// <param name="Type">The type.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Body">Its bytes.</param>
internal readonly record struct Hdf5Message(Hdf5MessageType Type, byte Flags, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the body is only a reference to the message.</summary>
    public bool IsShared => (Flags & 2) != 0;
}
