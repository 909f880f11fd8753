using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Keeps all that a reader finds.</summary>
/// <param name="isWanted">Which arrays' elements to take; all if <see langword="null"/>.</param>
internal sealed class CollectingVisitor(Func<MatArray, bool>? isWanted = null) : IMatVisitor, IDisposable
{
    private readonly Dictionary<string, SampleBuffer> _buffers = [];

    public List<MatArray> Arrays { get; } = [];

    public List<MatVariable> Variables { get; } = [];

    public static CollectingVisitor Read(Stream stream, Func<MatArray, bool>? isWanted = null)
    {
        var visitor = new CollectingVisitor(isWanted);
        MatFile.Read(stream, visitor);
        return visitor;
    }

    public static CollectingVisitor Read(byte[] bytes, Func<MatArray, bool>? isWanted = null) =>
        Read(new MemoryStream(bytes), isWanted);

    public SampleBuffer? OnArray(MatArray array)
    {
        Arrays.Add(array);
        if (isWanted is not null && !isWanted(array))
        {
            return null;
        }

        Forget(array.Path);
        return _buffers[array.Path] = new SampleBuffer(array.StorageType);
    }

    public void OnVariable(MatVariable variable) => Variables.Add(variable);

    public MatArray Array(string path) => Arrays.Single(array => array.Path == path);

    public MatVariable Variable(string name) => Variables.Single(variable => variable.Name == name);

    /// <summary>The elements that went into the buffer of an array.</summary>
    public T[] Elements<T>(string path)
        where T : unmanaged
    {
        var elements = new T[_buffers[path].Count];
        _buffers[path].Read<T>(0, elements);
        return elements;
    }

    /// <summary>The same as bytes.</summary>
    public byte[] Bytes(string path)
    {
        byte[] bytes = new byte[_buffers[path].Length];
        _buffers[path].Read<byte>(0, bytes);
        return bytes;
    }

    public bool Has(string path) => _buffers.ContainsKey(path);

    public void Dispose()
    {
        foreach (SampleBuffer buffer in _buffers.Values)
        {
            buffer.Dispose();
        }

        _buffers.Clear();
    }

    private void Forget(string path)
    {
        if (_buffers.Remove(path, out SampleBuffer? buffer))
        {
            buffer.Dispose();
        }
    }
}
