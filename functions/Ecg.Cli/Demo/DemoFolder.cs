using System.Text;
using Ecg.Formats.Mat.Writing;

namespace Ecg.Cli.Demo;

/// <summary>Writes demonstration recordings to a folder that is laid out like the raw bucket.</summary>
internal static class DemoFolder
{
    private const double KeptOfTruncated = 0.6;

    private const string NoMatFile = """
        <!DOCTYPE html>
        <html><head><title>403 Forbidden</title></head>
        <body><h1>Forbidden</h1><p>You do not have permission to download this recording.</p></body></html>

        """;

    /// <summary>Writes the datasets' metadata and all recordings. Existing files are replaced.</summary>
    /// <param name="folder">The folder; created if missing.</param>
    /// <param name="cancellationToken">Cancels the operation between two recordings.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file is denied.</exception>
    public static void WriteAll(string folder, CancellationToken cancellationToken)
    {
        foreach (DemoDataset dataset in DemoRecordings.Datasets)
        {
            WriteMetadata(dataset, folder);
            foreach (DemoRecording recording in dataset.Recordings)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Write(recording, folder);
            }
        }
    }

    /// <summary>Writes a dataset's <c>dataset.json</c>, if it has one.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static void WriteMetadata(DemoDataset dataset, string folder)
    {
        if (dataset.Metadata is { } metadata)
        {
            Directory.CreateDirectory(Path.Combine(folder, dataset.Name));
            File.WriteAllText(Path.Combine(folder, dataset.Name, "dataset.json"), metadata);
        }
    }

    /// <summary>Writes a recording's MAT-file and its header, if it has one.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file is denied.</exception>
    public static void Write(DemoRecording recording, string folder)
    {
        string path = Path.Combine(folder, recording.Dataset, recording.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = DemoFile.Of(recording);
        if (file.Header is { } header)
        {
            File.WriteAllText(path + ".hea", header);
        }

        File.WriteAllBytes(path + ".mat", Bytes(recording, file));
    }

    private static ReadOnlySpan<byte> Bytes(DemoRecording recording, DemoFile file)
    {
        if (recording.Defect == DemoDefect.NoMatFile)
        {
            return Encoding.UTF8.GetBytes(NoMatFile);
        }

        using var stream = new MemoryStream();
        MatWriter.Write(stream, recording.Format, file.Variables);
        byte[] bytes = stream.ToArray();
        if (recording.IsBigEndian)
        {
            BigEndianLevel4.Turn(bytes);
        }

        return recording.Defect == DemoDefect.Truncated ? bytes.AsSpan(0, (int)(bytes.Length * KeptOfTruncated)) : bytes;
    }
}
