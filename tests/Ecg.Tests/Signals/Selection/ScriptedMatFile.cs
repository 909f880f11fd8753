using System.Runtime.InteropServices;
using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Tests.Signals.Selection;

/// <summary>Plays a file's variables to a visitor as a reader does: arrays as they come, each variable once it is whole.</summary>
internal sealed class ScriptedMatFile
{
    private readonly List<Action<IMatVisitor>> _script = [];

    /// <summary>The arrays whose elements a visitor asked for, in order.</summary>
    public List<string> Filled { get; } = [];

    /// <summary>Adds a numeric array of the workspace, or of a struct: <c>ECG.data</c>.</summary>
    public ScriptedMatFile Array<T>(string path, long[] dimensions, T[] elements, MatClass? type = null, bool isComplex = false)
        where T : unmanaged
    {
        SampleType storage = StorageOf<T>();
        var array = new MatArray
        {
            Path = path,
            Class = type ?? Enum.Parse<MatClass>(storage.ToString()),
            StorageType = storage,
            Dimensions = dimensions,
            IsComplex = isComplex,
            ElementCount = dimensions.Aggregate(1L, (product, length) => product * length),
        };
        _script.Add(visitor => Offer(visitor, array, elements));
        var variable = new MatVariable
        {
            Name = path.Split('.')[^1],
            Class = array.Class,
            Dimensions = dimensions,
            StorageType = storage,
            IsComplex = isComplex,
            Numbers = elements.Length <= MatFile.MaxValueElements ? [.. elements.Select(element => Convert.ToDouble(element))] : null,
        };
        return path.Contains('.', StringComparison.Ordinal) ? this : Variable(variable);
    }

    /// <summary>Adds an array of zeros.</summary>
    public ScriptedMatFile Zeros(string path, params long[] dimensions) =>
        Array(path, dimensions, new double[dimensions.Aggregate(1L, (product, length) => product * length)]);

    /// <summary>Adds a variable without elements to offer: text, a cell, a struct whose arrays were added before.</summary>
    public ScriptedMatFile Variable(MatVariable variable)
    {
        _script.Add(visitor => visitor.OnVariable(variable));
        return this;
    }

    /// <summary>Adds a variable that cannot be read.</summary>
    public ScriptedMatFile Damaged(string? name)
    {
        _script.Add(visitor => visitor.OnDamaged(name, new RejectedException(RejectionReason.CorruptFile, $"damage of {name}")));
        return this;
    }

    /// <summary>Plays the file.</summary>
    public void Play(IMatVisitor visitor) => _script.ForEach(step => step(visitor));

    /// <summary>A char variable.</summary>
    public static MatVariable Text(string name, params string[] rows) => new()
    {
        Name = name,
        Class = MatClass.Char,
        Dimensions = [rows.Length, rows.Max(row => row.Length)],
        Text = rows,
    };

    /// <summary>A scalar of doubles.</summary>
    public static MatVariable Number(string name, double value) => new()
    {
        Name = name,
        Class = MatClass.Double,
        Dimensions = [1, 1],
        StorageType = SampleType.Double,
        Numbers = [value],
    };

    /// <summary>A struct or a cell.</summary>
    public static MatVariable Container(MatClass type, string name, params MatVariable[] children) => new()
    {
        Name = name,
        Class = type,
        Dimensions = [1, type == MatClass.Cell ? children.Length : 1],
        Children = children,
    };

    private void Offer<T>(IMatVisitor visitor, MatArray array, T[] elements)
        where T : unmanaged
    {
        if (visitor.OnArray(array) is { } buffer)
        {
            Filled.Add(array.Path);
            buffer.Append(MemoryMarshal.AsBytes(elements.AsSpan()));
        }
    }

    private static SampleType StorageOf<T>() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.SByte => SampleType.Int8,
        TypeCode.Byte => SampleType.UInt8,
        TypeCode.Int16 => SampleType.Int16,
        TypeCode.UInt16 => SampleType.UInt16,
        TypeCode.Int32 => SampleType.Int32,
        TypeCode.Single => SampleType.Single,
        _ => SampleType.Double,
    };
}
