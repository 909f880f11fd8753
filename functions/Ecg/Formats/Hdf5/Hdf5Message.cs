namespace Ecg.Formats.Hdf5;

/// <summary>A message of an object header.</summary>
/// <param name="Type">What it describes.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Body">Its bytes.</param>
internal readonly record struct Hdf5Message(Hdf5MessageType Type, byte Flags, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the body only says where the message stands.</summary>
    public bool IsShared => (Flags & 2) != 0;
}
