using System.Text;

namespace Ecg.Formats.Hdf5;

/// <summary>A small value attached to an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Space">Its dimensions.</param>
/// <param name="Data">Its elements.</param>
internal sealed record Hdf5Attribute(string Name, Hdf5Datatype Type, Hdf5Dataspace Space, ReadOnlyMemory<byte> Data)
{
    /// <summary>Reads the message (HDF5 File Format Specification 3.0, IV.A.2.m "The Attribute Message").</summary>
    /// <exception cref="Hdf5Exception">It cannot be read.</exception>
    public static Hdf5Attribute Read(Hdf5File file, ReadOnlyMemory<byte> body)
    {
        Hdf5Cursor cursor = file.Cursor(body.Span);
        byte version = cursor.Byte();
        if (version is < 1 or > 3)
        {
            throw Hdf5Exception.Unsupported($"an attribute of version {version} is not supported");
        }

        byte flags = cursor.Byte();
        ushort nameSize = cursor.UInt16();
        ushort typeSize = cursor.UInt16();
        ushort spaceSize = cursor.UInt16();
        cursor.Skip(version == 3 ? 1 : 0);

        // Only version 1 pads each of the three to a multiple of eight bytes.
        int padding = version == 1 ? 7 : 0;
        string name = Encoding.UTF8.GetString(cursor.Take(nameSize)).TrimEnd('\0');
        cursor.Skip(-nameSize & padding);
        ReadOnlySpan<byte> typeBody = cursor.Take(typeSize);
        cursor.Skip(-typeSize & padding);
        ReadOnlySpan<byte> spaceBody = cursor.Take(spaceSize);
        cursor.Skip(-spaceSize & padding);

        bool typeIsShared = version > 1 && (flags & 1) != 0;
        Hdf5Datatype type = Hdf5SharedMessage.ReadDatatype(file, typeBody, typeIsShared);
        Hdf5Cursor spaceCursor = file.Cursor(spaceBody);
        var space = Hdf5Dataspace.Read(ref spaceCursor);
        Int128 size = (Int128)space.ElementCount * type.Size;
        if (size > cursor.Remaining)
        {
            throw Hdf5Exception.Corrupt($"the attribute {name} claims {Counted.Of(size, "byte")} and has {cursor.Remaining}");
        }

        return new(name, type, space, body.Slice(cursor.Position, (int)size));
    }

    /// <summary>
    /// Returns text of fixed or variable length, or <see langword="null"/> if the value is not text or is longer than
    /// <see cref="Hdf5Text.MaxBytes"/>.
    /// </summary>
    /// <exception cref="Hdf5Exception">It is stored elsewhere and cannot be read.</exception>
    public string? AsText(Hdf5File file)
    {
        if (Data.Length < Type.Size)
        {
            return null;
        }

        ReadOnlySpan<byte> element = Data.Span[..Type.Size];
        return Type switch
        {
            { Class: Hdf5TypeClass.String, Size: <= Hdf5Text.MaxBytes } => Hdf5Text.Decode(element),
            { IsVariableText: true } => file.GlobalHeap.ReadText(element),
            _ => null,
        };
    }

    /// <summary>Returns the first element as a number, or <see langword="null"/> if it is not one.</summary>
    public double? AsNumber()
    {
        Hdf5Datatype type = Type.Number is null && Type.Base?.Number is not null ? Type.Base : Type;
        if (type.Number is not { } number || Data.Length < type.Size)
        {
            return null;
        }

        Span<byte> element = stackalloc byte[8];
        element = element[..type.Size];
        Data.Span[..type.Size].CopyTo(element);
        if (type.IsBigEndian == BitConverter.IsLittleEndian)
        {
            element.Reverse();
        }

        Span<double> value = stackalloc double[1];
        Hdf5Numbers.Convert(element, number, value);
        return value[0];
    }
}
