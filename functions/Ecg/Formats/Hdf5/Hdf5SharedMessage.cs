namespace Ecg.Formats.Hdf5;

/// <summary>A datatype that may be stored in a separate object, a "committed" type.</summary>
internal static class Hdf5SharedMessage
{
    /// <summary>Reads a type from its location.</summary>
    /// <remarks>HDF5 File Format Specification 3.0, IV.A.2 "Shared Message".</remarks>
    /// <exception cref="Hdf5Exception">It cannot be read.</exception>
    public static Hdf5Datatype ReadDatatype(Hdf5File file, ReadOnlySpan<byte> body, bool isShared)
    {
        Hdf5Cursor cursor = file.Cursor(body);
        if (!isShared)
        {
            return Hdf5Datatype.Read(ref cursor);
        }

        byte version = cursor.Byte();
        byte place = cursor.Byte();
        const byte InSharedHeap = 1;
        if (version is < 1 or > 3 || (version == 3 && place == InSharedHeap))
        {
            throw Hdf5Exception.Unsupported("a datatype in a table of shared messages is not supported");
        }

        cursor.Skip(version == 1 ? 6 : 0);
        Hdf5Message? message = Hdf5ObjectHeader.Read(file, cursor.Address()).Find(Hdf5MessageType.Datatype);
        if (message is not { IsShared: false } committed)
        {
            throw Hdf5Exception.Corrupt("a shared datatype is not where it should be");
        }

        cursor = file.Cursor(committed.Body.Span);
        return Hdf5Datatype.Read(ref cursor);
    }
}
