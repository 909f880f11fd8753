namespace Ecg.Formats.Hdf5;

/// <summary>The attributes of an object.</summary>
internal sealed class Hdf5Attributes
{
    /// <summary>The maximum number of attributes of an object; MATLAB writes fewer than ten.</summary>
    private const int MaxAttributes = 256;

    private readonly Hdf5File _file;
    private readonly List<Hdf5Attribute> _attributes = [];

    private Hdf5Attributes(Hdf5File file) => _file = file;

    /// <summary>Reads the attributes, skipping unsupported ones.</summary>
    /// <exception cref="Hdf5Exception">They are damaged.</exception>
    public static Hdf5Attributes Read(Hdf5File file, Hdf5ObjectHeader header)
    {
        var attributes = new Hdf5Attributes(file);
        foreach (Hdf5Message message in header.Messages)
        {
            switch (message.Type)
            {
                case Hdf5MessageType.Attribute when !message.IsShared:
                    attributes.Add(message.Body);
                    break;
                case Hdf5MessageType.AttributeInfo:
                    attributes.AddHeap(message.Body.Span);
                    break;
                default:
                    break;
            }
        }

        return attributes;
    }

    /// <summary>All attributes that could be read.</summary>
    public IReadOnlyList<Hdf5Attribute> All => _attributes;

    /// <summary>Returns the attribute with a name, or <see langword="null"/>.</summary>
    public Hdf5Attribute? Find(string name) => _attributes.Find(attribute => attribute.Name == name);

    /// <summary>Returns an attribute's text, or <see langword="null"/> if there is none.</summary>
    public string? Text(string name) => Find(name)?.AsText(_file);

    /// <summary>Returns an attribute's first number, or <see langword="null"/> if there is none.</summary>
    public double? Number(string name) => Find(name)?.AsNumber();

    private void Add(ReadOnlyMemory<byte> body)
    {
        if (_attributes.Count == MaxAttributes)
        {
            return;
        }

        try
        {
            _attributes.Add(Hdf5Attribute.Read(_file, body));
        }
        catch (Hdf5Exception unreadable) when (unreadable.Reason == RejectionReason.UnsupportedFormat)
        {
            // All attributes that MATLAB writes are supported; those of other programs do not describe the elements.
        }
    }

    // IV.A.2.v "The Attribute Info Message": the attributes are in a heap, indexed by a B-tree of their names.
    private void AddHeap(ReadOnlySpan<byte> body)
    {
        Hdf5Cursor cursor = _file.Cursor(body);
        cursor.Skip(1);
        cursor.Skip((cursor.Byte() & 1) != 0 ? 2 : 0);
        long heapAddress = cursor.Address();
        long namesAddress = cursor.Address();
        if (heapAddress == Hdf5File.Undefined || namesAddress == Hdf5File.Undefined)
        {
            return;
        }

        const byte AttributesByName = 8;
        const int IdSize = 8;
        var heap = new Hdf5FractalHeap(_file, heapAddress);
        Hdf5BTree2.Visit(_file, namesAddress, (type, record) =>
        {
            if (type != AttributesByName || record.Length < IdSize)
            {
                throw Hdf5Exception.Corrupt($"an object's attributes are in a B-tree of type {type}");
            }

            if (heap.Read(record[..IdSize]) is { } body)
            {
                Add(body);
            }

            return _attributes.Count < MaxAttributes;
        });
    }
}
