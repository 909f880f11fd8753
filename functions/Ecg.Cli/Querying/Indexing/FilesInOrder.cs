namespace Ecg.Cli.Querying.Indexing;

/// <summary>Reads files of a table side by side and hands them out in their order, few ahead.</summary>
/// <param name="read">Reads some files that follow one another.</param>
internal sealed class FilesInOrder(Func<TableFile[], FilesRead> read)
{
    private const int MostTogether = 256;
    private const long BytesTogether = 4 << 20;

    /// <summary>Reads files.</summary>
    /// <param name="files">The files.</param>
    public IEnumerable<FilesRead> Read(IEnumerable<TableFile> files)
    {
        using IEnumerator<TableFile[]> parts = PartsOf(files).GetEnumerator();
        var ahead = new Queue<Task<FilesRead>>();
        try
        {
            for (Fill(); ahead.TryPeek(out Task<FilesRead>? next); Fill())
            {
                yield return ResultOf(next);
                ahead.Dequeue();
            }
        }
        finally
        {
            // They read into memory of their own, and are not to outlast the lake's database.
            Task.WhenAll(ahead).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }

        void Fill()
        {
            while (ahead.Count < Environment.ProcessorCount && parts.MoveNext())
            {
                TableFile[] part = parts.Current;
                ahead.Enqueue(Task.Run(() => read(part)));
            }
        }
    }

    private static FilesRead ResultOf(Task<FilesRead> task) => task.GetAwaiter().GetResult();

    private static IEnumerable<TableFile[]> PartsOf(IEnumerable<TableFile> files)
    {
        var part = new List<TableFile>();
        long bytes = 0;
        foreach (TableFile file in files)
        {
            part.Add(file);
            bytes += file.Length;
            if (part.Count == MostTogether || bytes >= BytesTogether)
            {
                yield return [.. part];
                part.Clear();
                bytes = 0;
            }
        }

        if (part.Count > 0)
        {
            yield return [.. part];
        }
    }
}
