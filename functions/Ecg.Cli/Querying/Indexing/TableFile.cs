using System.Text;
using Ecg.Lake.Parquet;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>A file of a table as the file system lists it.</summary>
/// <param name="Path">The path below the table's folder, its parts separated by <c>/</c>.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Written">When it was last written, in ticks of universal time.</param>
internal readonly record struct TableFile(string Path, long Length, long Written)
{
    /// <summary>The value in the name of the folder that the file is in, as it is escaped there.</summary>
    public string Partition => Path[(PipelineContract.PartitionColumn.Length + 1)..Path.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The dataset: what DuckDB makes of <see cref="Partition"/>, which is nothing of the word NULL.</summary>
    /// <exception cref="InvalidDataException">It is no text.</exception>
    public string? Dataset
    {
        get
        {
            string partition = Partition;
            return partition.Equals("NULL", StringComparison.OrdinalIgnoreCase) ? null : partition.Contains('%', StringComparison.Ordinal) ? Unescape(partition) : partition;
        }
    }

    private static string Unescape(string partition)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(partition);
        int length = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isEscape = bytes[i] == (byte)'%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]);
            bytes[length++] = isEscape ? Convert.FromHexString(Encoding.ASCII.GetString(bytes, i + 1, 2))[0] : bytes[i];
            i += isEscape ? 2 : 0;
        }

        return TextValues.Decode(bytes.AsSpan(0, length));
    }
}
