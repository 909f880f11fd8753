using Ecg.Cli.Demo;
using Ecg.Formats;
using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using Ecg.Tests.Formats.Mat;
using MatFileHandler;
using NUnit.Framework;

namespace Official.Tests.MatFiles;

/// <summary>MatFileHandler reads what the project writes, and finds the same in it.</summary>
[TestFixture]
public sealed class ForeignReaderTests
{
    private static readonly MatArrayValue[] Workspace =
    [
        new MatNumbers("val", 2, 3, new short[] { 1, 2, 3, 4, 5, -6 }),
        new MatNumbers("i64", 1, 2, new[] { long.MinValue, long.MaxValue }),
        MatNumbers.Scalar("fs", 250),
        new MatText("units", "mV"),
        new MatCell("leads", ["I", "aVR"]),
        new MatStruct("ECG", [new MatNumbers("data", 1, 2, new[] { 0.5f, -0.5f }), new MatText("sex", "F")]),
        new MatNumbers("none", 0, 4, Array.Empty<float>()),
    ];

    [TestCase(MatFormat.V6)]
    [TestCase(MatFormat.V7)]
    public void Finds_every_variable_of_a_written_file(MatFormat format)
    {
        IMatFile file = ReadForeign(Write(format, Workspace));
        Assert.Multiple(() =>
        {
            Assert.That(file.Variables.Select(variable => variable.Name), Is.EqualTo(Workspace.Select(value => value.Name)));
            Assert.That(file["val"].Value.Dimensions, Is.EqualTo(new[] { 2, 3 }));
            Assert.That(((IArrayOf<short>)file["val"].Value).Data, Is.EqualTo(new short[] { 1, 2, 3, 4, 5, -6 }));
            Assert.That(((IArrayOf<long>)file["i64"].Value).Data, Is.EqualTo(new[] { long.MinValue, long.MaxValue }));
            Assert.That(file["fs"].Value.ConvertToDoubleArray(), Is.EqualTo(new[] { 250d }));
            Assert.That(((ICharArray)file["units"].Value).String, Is.EqualTo("mV"));
            Assert.That(((ICellArray)file["leads"].Value).Data.Select(cell => ((ICharArray)cell).String), Is.EqualTo(new[] { "I", "aVR" }));
            Assert.That(((IArrayOf<float>)((IStructureArray)file["ECG"].Value)["data", 0]).Data, Is.EqualTo(new[] { 0.5f, -0.5f }));
            Assert.That(((ICharArray)((IStructureArray)file["ECG"].Value)["sex", 0]).String, Is.EqualTo("F"));
            Assert.That(file["none"].Value.Dimensions, Is.EqualTo(new[] { 0, 4 }));
        });
    }

    [Test]
    public void Finds_in_the_demos_recordings_what_the_converter_finds()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ecg-official-");
        try
        {
            DemoFolder.WriteAll(folder.FullName, CancellationToken.None);
            string[] files = [.. Directory.GetFiles(folder.FullName, "*.mat", SearchOption.AllDirectories).Where(IsLevel5)];
            Assert.That(files, Is.Not.Empty);
            Assert.Multiple(() =>
            {
                foreach (string file in files)
                {
                    byte[] bytes = File.ReadAllBytes(file);
                    using CollectingVisitor own = CollectingVisitor.Read(bytes);
                    IMatFile foreign = ReadForeign(bytes);
                    foreach (MatArray array in own.Arrays)
                    {
                        IArray value = Find(foreign, array.Path);
                        Assert.That(value.Dimensions.Select(length => (long)length), Is.EqualTo(array.Dimensions), $"{file}, {array.Path}");
                        Assert.That(value.ConvertToDoubleArray(), Is.EqualTo(Doubles(own, array)), $"{file}, {array.Path}");
                    }
                }
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Write(MatFormat format, IReadOnlyList<MatArrayValue> workspace)
    {
        using var stream = new MemoryStream();
        MatWriter.Write(stream, format, workspace);
        return stream.ToArray();
    }

    private static IMatFile ReadForeign(byte[] bytes) => new MatFileReader(new MemoryStream(bytes)).Read();

    // MAT-File Format, "Level 5 MAT-File Format": version 0x0100 and the letters "MI", here little-endian.
    private static bool IsLevel5(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        return bytes.Length > 128 && bytes.AsSpan(124, 4).SequenceEqual((ReadOnlySpan<byte>)[0, 1, (byte)'I', (byte)'M']);
    }

    private static IArray Find(IMatFile file, string path) => path.Split('.') switch
    {
        [var name] => file[name].Value,
        [var name, var field] => ((IStructureArray)file[name].Value)[field, 0],
        _ => throw new NotSupportedException($"{path} is deeper than the demo's files are."),
    };

    private static double[] Doubles(CollectingVisitor visitor, MatArray array) => array.StorageType switch
    {
        SampleType.Int8 => Array.ConvertAll(visitor.Elements<sbyte>(array.Path), value => (double)value),
        SampleType.UInt8 => Array.ConvertAll(visitor.Elements<byte>(array.Path), value => (double)value),
        SampleType.Int16 => Array.ConvertAll(visitor.Elements<short>(array.Path), value => (double)value),
        SampleType.UInt16 => Array.ConvertAll(visitor.Elements<ushort>(array.Path), value => (double)value),
        SampleType.Int32 => Array.ConvertAll(visitor.Elements<int>(array.Path), value => (double)value),
        SampleType.Single => Array.ConvertAll(visitor.Elements<float>(array.Path), value => (double)value),
        SampleType.Double => visitor.Elements<double>(array.Path),
        var type => throw new NotSupportedException($"{array.Path} is stored as {type}, which the demo does not write."),
    };
}
