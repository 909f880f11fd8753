using System.Security.Cryptography;
using System.Text;
using Ecg.Lake.Stores;

namespace Ecg.Lake.Reading;

/// <summary>The key of a raw object, and the lake's paths, which depend on the key alone.</summary>
public sealed record RecordingKey
{
    // File systems allow names of 255 bytes; the hash keeps shortened names distinct.
    private const int LongestName = 180;

    // The number of bytes of the key's SHA-256 in a name, and the number before version 0.1.
    private const int HashBytes = 8;

    private RecordingKey(string key, string dataset, string recordId)
    {
        Key = key;
        Dataset = dataset;
        RecordId = recordId;
        FileName = $"{HashOf(key)}-{NameOf(recordId)}";
    }

    /// <summary>The raw object's key.</summary>
    public string Key { get; }

    /// <summary>The dataset: the first folder of the key, or <c>default</c>.</summary>
    public string Dataset { get; }

    /// <summary>
    /// The rest of the key without its extension; in the folder <c>default</c> the whole key without its extension, to
    /// distinguish it from a recording without a folder.
    /// </summary>
    public string RecordId { get; }

    /// <summary>The name that the recording's objects share, without extension.</summary>
    public string FileName { get; }

    /// <summary>The raw object's name without folders, by which a WFDB header refers to it.</summary>
    public string SourceName => Key[(Key.LastIndexOf('/') + 1)..];

    /// <summary>
    /// The key of the WFDB header beside the recording; <see cref="IObjectStore.FindSpelling"/> finds one whose extension is
    /// in another case.
    /// </summary>
    public string HeaderKey => WithoutExtension(Key) + PipelineContract.HeaderSuffix;

    /// <summary>Whether the key is a header's; a header is the source of a WFDB record.</summary>
    public bool IsHeader => Key.EndsWith(PipelineContract.HeaderSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the key is that of a WFDB signal file, which is part of a record with a header.</summary>
    public bool IsSignalFile => Key.EndsWith(PipelineContract.SignalFileSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The key of the file that PhysioBank ATM writes beside a recording instead of a header.</summary>
    public string InfoKey => WithoutExtension(Key) + PipelineContract.InfoSuffix;

    /// <summary>The key of the metadata that the dataset's recordings share.</summary>
    public string DatasetFileKey => FirstFolder(Key) is { } folder
        ? $"{folder}/{PipelineContract.DatasetFile}"
        : PipelineContract.DatasetFile;

    /// <summary>Parses a key.</summary>
    /// <param name="key">The key of a MAT-file, or of a WFDB record's header.</param>
    /// <param name="dataset">The dataset to use instead of the key's own; <see langword="null"/> to use the key's.</param>
    public static RecordingKey Parse(string key, string? dataset = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        string? folder = FirstFolder(key);
        string rest = folder is null or PipelineContract.DefaultDataset ? key : key[(folder.Length + 1)..];
        return new RecordingKey(key, dataset ?? folder ?? PipelineContract.DefaultDataset, WithoutExtension(rest));
    }

    /// <summary>Returns the key of a file beside the recording that differs only in its extension.</summary>
    /// <param name="extension">The extension without a dot.</param>
    public string KeyBeside(string extension) => $"{WithoutExtension(Key)}.{extension}";

    /// <summary>Returns the key of the recording's object in a table.</summary>
    /// <param name="table">One of <see cref="PipelineContract.Tables"/>.</param>
    public string PathIn(string table) =>
        $"{table}/{PipelineContract.PartitionColumn}={EscapePartition(Dataset)}/{FileName}{PipelineContract.TableFileSuffix}";

    private static string? FirstFolder(string key) => key.IndexOf('/', StringComparison.Ordinal) switch
    {
        > 0 and var slash => key[..slash],
        _ => null,
    };

    private static string WithoutExtension(string key)
    {
        int dot = key.LastIndexOf('.');
        return dot > key.LastIndexOf('/') + 1 ? key[..dot] : key;
    }

    private static string HashOf(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, HashBytes));

    private static string NameOf(string recordId)
    {
        var name = new StringBuilder(recordId.Length);
        foreach (char c in recordId)
        {
            if (name.Length >= LongestName)
            {
                break;
            }

            name.Append(c == '/' ? "__" : char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c.ToString() : "_");
        }

        return name.ToString();
    }

    // Hive's escaping, which DuckDB and Athena decode: all characters that could end or leave the folder's name.
    private static string EscapePartition(string dataset)
    {
        var escaped = new StringBuilder(dataset.Length);
        foreach (char c in dataset)
        {
            if (c < ' ' || c is '"' or '#' or '%' or '\'' or '*' or '/' or ':' or '=' or '?' or '\\' or '\x7F' or '{' or '[' or ']' or '^')
            {
                escaped.Append('%').Append(((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString() is "." or ".." ? escaped.Replace(".", "%2E").ToString()
            : IsNoValue(dataset) ? $"%{(int)dataset[0]:X2}{dataset[1..]}"
            : escaped.ToString();
    }

    // Hive's name for a partition without a value, which DuckDB also reads as one.
    private static bool IsNoValue(string dataset) =>
        dataset == "__HIVE_DEFAULT_PARTITION__" || dataset.Equals("null", StringComparison.OrdinalIgnoreCase);
}
