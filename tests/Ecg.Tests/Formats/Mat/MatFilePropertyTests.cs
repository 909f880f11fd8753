using CsCheck;
using Ecg.Formats;
using Ecg.Formats.Mat;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Whatever is written in any form reads back equal, whatever the pieces in which the bytes come.</summary>
public sealed class MatFilePropertyTests
{
    private static readonly SampleType[] Level4Types =
    [
        SampleType.Double, SampleType.Single, SampleType.Int32, SampleType.Int16, SampleType.UInt16, SampleType.UInt8,
    ];

    private static readonly Gen<int[]> Pieces = Gen.OneOf(Gen.Int[1, 9], Gen.Int[1, 70_000]).Array[1, 4];

    [Test]
    public void Level_4_reads_back() => Gen.Select(Arrays(Gen.OneOf(Level4Types)), Gen.Bool, Pieces)
        .Sample((arrays, bigEndian, pieces) => AssertReadsBack(arrays, WriteLevel4(arrays, bigEndian), pieces));

    [Test]
    public void Level_5_reads_back() => Gen.Select(Arrays(Gen.Enum<SampleType>()), Gen.Bool, Gen.Bool, Pieces)
        .Sample((arrays, bigEndian, compressed, pieces) =>
            AssertReadsBack(arrays, WriteLevel5(arrays, bigEndian, compressed), pieces));

    [Test]
    public void A_struct_of_arrays_reads_back() => Gen.Select(Arrays(Gen.Enum<SampleType>()), Gen.Bool, Gen.Bool, Pieces)
        .Sample((arrays, bigEndian, compressed, pieces) =>
            AssertReadsBack(arrays, WriteStruct(arrays, bigEndian, compressed), pieces, "s."));

    private static Gen<StoredArray[]> Arrays(Gen<SampleType> types) =>
        Gen.Select(types, Gen.Int[0, 13], Gen.Frequency((9, Gen.Int[0, 40]), (1, Gen.Int[300, 3000])))
            .SelectMany((type, rows, columns) => Gen.Byte.Array[type.Size() * rows * columns]
                .Select(elements => new StoredArray(type, rows, columns, elements)))
            .Array[0, 6];

    private static void AssertReadsBack(StoredArray[] arrays, byte[] file, int[] pieces, string prefix = "")
    {
        // A Level 4 file of no variable is no file.
        if (arrays.Length == 0)
        {
            return;
        }

        using var visitor = CollectingVisitor.Read(new ForwardOnlyStream(file, pieces));
        Assert.That(visitor.Arrays, Has.Count.EqualTo(arrays.Length));
        for (int i = 0; i < arrays.Length; i++)
        {
            MatArray read = visitor.Arrays[i];
            Assert.That(read.Path, Is.EqualTo($"{prefix}v{i}"));
            Assert.That(read.StorageType, Is.EqualTo(arrays[i].Type));
            Assert.That((read.Dimensions[0], read.Dimensions[1]), Is.EqualTo(((long)arrays[i].Rows, (long)arrays[i].Columns)));
            Assert.That(visitor.Bytes(read.Path).AsSpan().SequenceEqual(arrays[i].Elements));
        }
    }

    private static byte[] WriteLevel4(StoredArray[] arrays, bool bigEndian) =>
        arrays.SelectMany((array, i) => Level4Builder.Variable(
            $"v{i}",
            (bigEndian ? 1000 : 0) + (10 * Array.IndexOf(Level4Types, array.Type)),
            array.Rows,
            array.Columns,
            InOrder(array.Elements, array.Type, bigEndian),
            bigEndian: bigEndian)).ToArray();

    private static byte[] WriteLevel5(StoredArray[] arrays, bool bigEndian, bool compressed)
    {
        var builder = new Level5Builder(bigEndian);
        IEnumerable<byte[]> elements = arrays.Select((array, i) => Write(builder, $"v{i}", array));
        return builder.File(elements.Select(element => compressed ? builder.Compressed(element) : element).ToArray());
    }

    private static byte[] WriteStruct(StoredArray[] arrays, bool bigEndian, bool compressed)
    {
        var builder = new Level5Builder(bigEndian);
        string[] fields = arrays.Select((_, i) => $"v{i}").ToArray();
        byte[][] values = arrays.Select(array => Write(builder, "", array)).ToArray();
        byte[] element = builder.Struct("s", [1, 1], fields, values);
        return builder.File(compressed ? builder.Compressed(element) : element);
    }

    private static byte[] Write(Level5Builder builder, string name, StoredArray array)
    {
        // "MAT-File Data Types" and "MATLAB Array Types (Classes)".
        (int miType, int mxClass) = array.Type switch
        {
            SampleType.Int8 => (Level5Builder.MiInt8, Level5Builder.MxInt8),
            SampleType.UInt8 => (Level5Builder.MiUInt8, Level5Builder.MxDouble),
            SampleType.Int16 => (Level5Builder.MiInt16, Level5Builder.MxInt16),
            SampleType.UInt16 => (Level5Builder.MiUInt16, Level5Builder.MxDouble),
            SampleType.Int32 => (Level5Builder.MiInt32, Level5Builder.MxInt64),
            SampleType.UInt32 => (Level5Builder.MiUInt32, Level5Builder.MxUInt32),
            SampleType.Int64 => (Level5Builder.MiInt64, Level5Builder.MxInt64),
            SampleType.UInt64 => (Level5Builder.MiUInt64, Level5Builder.MxUInt64),
            SampleType.Single => (Level5Builder.MiSingle, Level5Builder.MxSingle),
            _ => (Level5Builder.MiDouble, Level5Builder.MxDouble),
        };
        byte[] elements = InOrder(array.Elements, array.Type, builder.BigEndian);
        return builder.Matrix(name, mxClass, [array.Rows, array.Columns], builder.Data(miType, elements));
    }

    private static byte[] InOrder(byte[] elements, SampleType type, bool bigEndian)
    {
        byte[] bytes = elements.ToArray();
        for (int i = 0; bigEndian == BitConverter.IsLittleEndian && i < bytes.Length; i += type.Size())
        {
            bytes.AsSpan(i, type.Size()).Reverse();
        }

        return bytes;
    }

    private sealed record StoredArray(SampleType Type, int Rows, int Columns, byte[] Elements);
}
