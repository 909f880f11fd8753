using Ecg.Cli.Querying;

namespace Ecg.Cli.View;

/// <summary>Caches the pyramids of the most recently viewed recordings.</summary>
internal sealed class PyramidCache
{
    private const int Most = 4;

    private readonly LinkedList<(string File, SignalPyramid Pyramid)> _newestFirst = new();

    /// <summary>Returns the pyramid of a recording, and reads it if needed.</summary>
    public Task<SignalPyramid> GetAsync(RecordRow record, LakeReader lake, CancellationToken cancellationToken) =>
        Find(record.File) is { } found
            ? Task.FromResult(found)
            : lake.AskAsync(database => Find(record.File) ?? Read(record, new LakeRecords(database), cancellationToken), cancellationToken);

    private SignalPyramid Read(RecordRow record, LakeRecords records, CancellationToken cancellationToken)
    {
        IReadOnlyList<LakeLead> leads = records.LeadsOf(record, cancellationToken);
        var pyramid = SignalPyramid.Read(new SignalReader(records, record, leads), record, cancellationToken);
        lock (_newestFirst)
        {
            _newestFirst.AddFirst((record.File, pyramid));
            if (_newestFirst.Count > Most)
            {
                _newestFirst.RemoveLast();
            }
        }

        return pyramid;
    }

    private SignalPyramid? Find(string file)
    {
        lock (_newestFirst)
        {
            LinkedListNode<(string File, SignalPyramid Pyramid)>? node = _newestFirst.First;
            while (node is not null && node.Value.File != file)
            {
                node = node.Next;
            }

            if (node is null)
            {
                return null;
            }

            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
            return node.Value.Pyramid;
        }
    }
}
