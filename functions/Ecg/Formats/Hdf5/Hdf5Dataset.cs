using System.Buffers;

namespace Ecg.Formats.Hdf5;

/// <summary>The elements of a data set: their type, dimensions and location.</summary>
internal sealed class Hdf5Dataset
{
    private const int BlockBytes = 1 << 20;

    private readonly Hdf5File _file;
    private readonly Hdf5ObjectHeader _header;
    private Hdf5Layout? _layout;
    private IReadOnlyList<Hdf5Filter> _filters = [];
    private Hdf5ChunkGrid? _grid;
    private Hdf5ChunkMap? _chunks;
    private long _stored;

    private Hdf5Dataset(Hdf5File file, Hdf5ObjectHeader header, Hdf5Datatype type, Hdf5Dataspace space)
    {
        _file = file;
        _header = header;
        Type = type;
        Space = space;
    }

    /// <summary>The type of the elements.</summary>
    public Hdf5Datatype Type { get; }

    /// <summary>The dimensions.</summary>
    public Hdf5Dataspace Space { get; }

    private Int128 Claimed => (Int128)Space.ElementCount * Type.Size;

    private long UnwrittenChunks => _grid is null ? 0 : _grid.Total - _chunks!.Count;

    /// <summary>Reads the header's description of the elements.</summary>
    /// <returns>The data set, or <see langword="null"/> if the object is not one.</returns>
    /// <exception cref="Hdf5Exception">The header is damaged.</exception>
    public static Hdf5Dataset? Read(Hdf5File file, Hdf5ObjectHeader header)
    {
        if (header.Find(Hdf5MessageType.Datatype) is not { } typeMessage
            || header.Find(Hdf5MessageType.Dataspace) is not { } spaceMessage)
        {
            return null;
        }

        Hdf5Datatype type = Hdf5SharedMessage.ReadDatatype(file, typeMessage.Body.Span, typeMessage.IsShared);
        if (spaceMessage.IsShared)
        {
            throw Hdf5Exception.Unsupported("a dataspace in a table of shared messages is not supported");
        }

        Hdf5Cursor cursor = file.Cursor(spaceMessage.Body.Span);
        return new(file, header, type, Hdf5Dataspace.Read(ref cursor));
    }

    /// <summary>Locates the elements and verifies that the file can contain as many as it claims.</summary>
    /// <exception cref="Hdf5Exception">It cannot, or the elements are unsupported.</exception>
    public void Locate()
    {
        if (_header.Find(Hdf5MessageType.ExternalDataFiles) is not null)
        {
            throw Hdf5Exception.Unsupported("a dataset whose elements are in other files is not supported");
        }

        Hdf5Message layout = _header.Find(Hdf5MessageType.DataLayout)
            ?? throw Hdf5Exception.Corrupt("a dataset has no address of its elements");
        _layout = Hdf5Layout.Read(_file, layout.Body);
        if (_header.Find(Hdf5MessageType.FilterPipeline) is { } pipeline)
        {
            _filters = Hdf5FilterPipeline.Read(_file, pipeline.Body.Span);
        }

        _stored = _layout.Class switch
        {
            Hdf5LayoutClass.Compact => _layout.Data.Length,
            Hdf5LayoutClass.Contiguous => LocateContiguous(_layout),
            _ => LocateChunks(_layout),
        };

        // A dry run first, so that no array is announced that does not exist.
        _file.CheckClaim(Claimed, _stored, UnwrittenChunks);
    }

    /// <summary>Passes on all elements, last dimension fastest, in parts of a few MiB. Requires <see cref="Locate"/>.</summary>
    /// <exception cref="Hdf5Exception">They are damaged.</exception>
    /// <exception cref="IOException">A temporary file failed.</exception>
    public void CopyTo(Hdf5ElementSink sink, CancellationToken cancellationToken)
    {
        Hdf5Layout layout = _layout ?? throw new InvalidOperationException("The elements have not been located.");
        if (Space.ElementCount == 0)
        {
            return;
        }

        _file.ClaimElements(Claimed, _stored, UnwrittenChunks);
        long bytes = (long)Claimed;

        switch (layout.Class)
        {
            case Hdf5LayoutClass.Compact:
                CopyCompact(layout.Data.Span, bytes, sink);
                break;
            case Hdf5LayoutClass.Contiguous when layout.Address != Hdf5File.Undefined:
                CopyContiguous(layout.Address, bytes, sink, cancellationToken);
                break;
            case Hdf5LayoutClass.Contiguous:
                CopyFill(bytes, sink, cancellationToken);
                break;
            default:
                using (var reader = new Hdf5ChunkedReader(_file, _grid!, _chunks!, _filters, layout, FillValue()))
                {
                    reader.CopyTo(sink, cancellationToken);
                }

                break;
        }
    }

    private long LocateContiguous(Hdf5Layout layout)
    {
        if (layout.Address == Hdf5File.Undefined)
        {
            return 0;
        }

        long size = layout.Size ?? (long)Int128.Min(Claimed, long.MaxValue);
        return Claimed <= size && _file.Contains(layout.Address, size)
            ? size
            : throw Hdf5Exception.Corrupt(
                $"elements of {Counted.Of(Claimed, "byte")} at {layout.Address} are not within {size} of the file's {_file.Length}");
    }

    private long LocateChunks(Hdf5Layout layout)
    {
        _grid = new(Space, layout.Chunk, Type.Size);
        _chunks = Hdf5ChunkIndex.Read(_file, layout, _grid, _filters.Count > 0);

        long ratio = 1L;
        foreach (Hdf5Filter filter in _filters)
        {
            ratio = filter.Id == Hdf5Filter.Deflate ? Math.Min(ratio * Hdf5ChunkDecoder.MaxDeflateRatio, 1 << 20) : ratio;
        }

        return (long)Int128.Min((Int128)_chunks.StoredBytes * ratio, (Int128)_chunks.Count * _grid.ChunkBytes);
    }

    private static void CopyCompact(ReadOnlySpan<byte> data, long bytes, Hdf5ElementSink sink)
    {
        if (data.Length < bytes)
        {
            throw Hdf5Exception.Corrupt($"the header holds {data.Length} of {Counted.Of(bytes, "byte")} of elements");
        }

        sink.Append(data[..(int)bytes]);
    }

    private void CopyContiguous(long address, long bytes, Hdf5ElementSink sink, CancellationToken cancellationToken)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent((int)Math.Min(bytes, WholeElements(BlockBytes)));
        try
        {
            for (long done = 0L; done < bytes;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Span<byte> piece = block.AsSpan(0, (int)Math.Min(bytes - done, WholeElements(block.Length)));
                _file.Read(address + done, piece);
                sink.Append(piece);
                done += piece.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private void CopyFill(long bytes, Hdf5ElementSink sink, CancellationToken cancellationToken)
    {
        byte[] block = new byte[Math.Min(bytes, WholeElements(64 << 10))];
        Hdf5Fill.Write(FillValue(), block);
        for (long done = 0L; done < bytes; done += block.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sink.Append(block.AsSpan(0, (int)Math.Min(bytes - done, block.Length)));
        }
    }

    // An element is at most 1 MiB.
    private int WholeElements(int bytes) => Math.Max(bytes / Type.Size, 1) * Type.Size;

    // IV.A.2.f "The Fill Value Message". An undefined value, or one of another size, is zero.
    private ReadOnlySpan<byte> FillValueOf(ReadOnlySpan<byte> body)
    {
        const int IsDefined3 = 0x20;
        Hdf5Cursor cursor = _file.Cursor(body);
        byte version = cursor.Byte();
        bool isDefined;
        if (version == 3)
        {
            isDefined = (cursor.Byte() & IsDefined3) != 0;
        }
        else
        {
            cursor.Skip(2);
            isDefined = cursor.Byte() != 0;
        }

        if (!isDefined || cursor.Remaining < 4 || cursor.UInt32() != Type.Size)
        {
            return [];
        }

        return cursor.Take(Type.Size);
    }

    private byte[] FillValue() =>
        _header.Find(Hdf5MessageType.FillValue) is { IsShared: false } message ? FillValueOf(message.Body.Span).ToArray() : [];
}
