using System.Text;
using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>Reads the text of small data sets.</summary>
internal static class Level73Text
{
    /// <summary>The maximum number of bytes of text to return from one data set.</summary>
    private const int MaxBytes = MatFile.MaxValueElements * 64;

    /// <summary>Reads the rows of a char array, or the elements of a data set of text.</summary>
    /// <returns>The rows without trailing spaces, or <see langword="null"/> if they are too many or unsupported.</returns>
    /// <exception cref="Hdf5Exception">The elements are damaged.</exception>
    public static IReadOnlyList<string>? Read(
        Hdf5File file, Hdf5Dataset dataset, IReadOnlyList<long> dimensions, CancellationToken cancellationToken)
    {
        bool isText = dataset.Type.Class == Hdf5TypeClass.String || dataset.Type.IsVariableText;
        bool isChars = dataset.Type.Number is SampleType.UInt8 or SampleType.Int8 or SampleType.UInt16 or SampleType.UInt32;
        if ((!isText && !isChars)
            || dataset.Space.ElementCount > MatFile.MaxValueElements
            || dataset.Space.ElementCount * dataset.Type.Size > MaxBytes)
        {
            return null;
        }

        using var elements = new SampleBuffer(SampleType.UInt8, file.Share);
        if (!TryCopy(dataset, elements, cancellationToken))
        {
            return null;
        }

        byte[] bytes = new byte[elements.Length];
        elements.Read<byte>(0, bytes);
        return isText ? Strings(file, dataset.Type, bytes) : Rows(Characters(bytes, dataset.Type.Size), dimensions);
    }

    private static bool TryCopy(Hdf5Dataset dataset, SampleBuffer elements, CancellationToken cancellationToken)
    {
        try
        {
            int size = dataset.Type.Size;
            bool isSwapped = dataset.Type.Number is not null && dataset.Type.IsBigEndian == BitConverter.IsLittleEndian;
            dataset.Locate();
            dataset.CopyTo(new(elements, size, 0, size, isSwapped), cancellationToken);
            return true;
        }
        catch (Hdf5Exception exception) when (exception.Reason == RejectionReason.UnsupportedFormat)
        {
            return false;
        }
    }

    /// <summary>Returns the texts in consecutive elements, or <see langword="null"/> if they are too long or unsupported.</summary>
    /// <exception cref="Hdf5Exception">They are stored elsewhere and cannot be read.</exception>
    public static string[]? Strings(Hdf5File file, Hdf5Datatype type, ReadOnlySpan<byte> bytes)
    {
        string[] strings = new string[bytes.Length / type.Size];
        int total = 0;
        for (int i = 0; i < strings.Length; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * type.Size, type.Size);
            string? text = type.IsVariableText ? file.GlobalHeap.ReadText(element) : Hdf5Text.Decode(element);
            total += text?.Length ?? MaxBytes;
            if (text is null || total > MaxBytes)
            {
                return null;
            }

            strings[i] = text.TrimEnd(' ');
        }

        return strings;
    }

    private static string[] Characters(ReadOnlySpan<byte> bytes, int size)
    {
        string[] characters = new string[bytes.Length / size];
        for (int i = 0; i < characters.Length; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * size, size);
            characters[i] = size switch
            {
                1 => ((char)element[0]).ToString(),
                2 => ((char)BitConverter.ToUInt16(element)).ToString(),
                _ => Rune.TryCreate(BitConverter.ToUInt32(element), out Rune rune) ? rune.ToString() : "\uFFFD",
            };
        }

        return characters;
    }

    // Characters are in column-major order, like all elements.
    private static string[] Rows(string[] characters, IReadOnlyList<long> dimensions)
    {
        string[] rows = new string[characters.Length == 0 ? 0 : dimensions[0]];
        var row = new StringBuilder();
        for (int i = 0; i < rows.Length; i++)
        {
            row.Clear();
            for (int place = i; place < characters.Length; place += rows.Length)
            {
                row.Append(characters[place]);
            }

            rows[i] = row.ToString().TrimEnd(' ');
        }

        return rows;
    }
}
