using System.Runtime.InteropServices;
using Ecg.Formats;
using Ecg.Formats.Mat;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Takes all arrays, or none, and remembers what it was told.</summary>
internal sealed class Level73Visitor : IMatVisitor, IDisposable
{
    private readonly bool _takesArrays;
    private readonly List<SampleBuffer> _buffers = [];

    private readonly ScratchShare? _share;

    public Level73Visitor(bool takesArrays = true, ScratchShare? share = null) => (_takesArrays, _share) = (takesArrays, share);

    public List<MatArray> Arrays { get; } = [];

    public List<MatVariable> Variables { get; } = [];

    public SampleBuffer? OnArray(MatArray array)
    {
        Arrays.Add(array);
        if (!_takesArrays)
        {
            return null;
        }

        var buffer = new SampleBuffer(array.StorageType, _share);
        _buffers.Add(buffer);
        return buffer;
    }

    public void OnVariable(MatVariable variable) => Variables.Add(variable);

    public MatArray Array(string path) => Arrays.Single(array => array.Path == path);

    public MatVariable Variable(string name) => Variables.Single(variable => variable.Name == name);

    public SampleBuffer Buffer(string path) => _buffers[Arrays.FindIndex(array => array.Path == path)];

    public T[] Elements<T>(string path)
        where T : unmanaged
    {
        SampleBuffer buffer = Buffer(path);
        Assert.That(Marshal.SizeOf<T>(), Is.EqualTo(buffer.Type.Size()));
        var elements = new T[buffer.Count];
        buffer.Read<T>(0, elements);
        return elements;
    }

    public void Dispose() => _buffers.ForEach(buffer => buffer.Dispose());
}
