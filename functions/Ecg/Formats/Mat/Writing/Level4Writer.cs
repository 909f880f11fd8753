using System.Buffers.Binary;
using System.Text;

namespace Ecg.Formats.Mat.Writing;

/// <summary>Writes Level 4 MAT-files, little-endian, as <c>save -v4</c> and PhysioNet's wfdb2mat do.</summary>
/// <remarks>MAT-File Format, "Level 4 MAT-File Format": each matrix is a header of five 32-bit integers, a name and data.</remarks>
internal static class Level4Writer
{
    private const int NumericMatrix = 0;
    private const int TextMatrix = 1;

    /// <summary>Writes a file.</summary>
    /// <exception cref="ArgumentException">Level 4 cannot hold a value.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, IReadOnlyList<MatArrayValue> variables)
    {
        foreach (MatArrayValue variable in variables)
        {
            switch (variable)
            {
                case MatNumbers numbers:
                    WriteHeader(stream, numbers.Name, Precision(numbers), NumericMatrix, numbers.Rows, numbers.Columns);
                    stream.Write(numbers.Bytes);
                    break;
                case MatText text:
                    WriteHeader(stream, text.Name, Precision(SampleType.UInt8), TextMatrix, 1, text.Text.Length);
                    stream.Write(Encoding.Latin1.GetBytes(text.Text));
                    break;
                default:
                    throw new ArgumentException($"{variable.Name}: Level 4 holds matrices and text alone.", nameof(variables));
            }
        }
    }

    private static void WriteHeader(Stream stream, string name, int precision, int kind, int rows, int columns)
    {
        Span<byte> header = stackalloc byte[20];
        BinaryPrimitives.WriteInt32LittleEndian(header, (10 * precision) + kind);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], rows);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], columns);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], 0);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], name.Length + 1);
        stream.Write(header);
        stream.Write(Encoding.ASCII.GetBytes(name + '\0'));
    }

    private static int Precision(MatNumbers numbers) =>
        Precision(numbers.Type) is var precision and >= 0
            ? precision
            : throw new ArgumentException($"{numbers.Name}: Level 4 has no {numbers.Type}.", nameof(numbers));

    private static int Precision(SampleType type) => type switch
    {
        SampleType.Double => 0,
        SampleType.Single => 1,
        SampleType.Int32 => 2,
        SampleType.Int16 => 3,
        SampleType.UInt16 => 4,
        SampleType.UInt8 => 5,
        _ => -1,
    };
}
