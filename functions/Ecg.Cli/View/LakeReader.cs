using Ecg.Cli.Querying;

namespace Ecg.Cli.View;

/// <summary>Runs one query at a time on a lake; a waiting query can be cancelled.</summary>
/// <param name="lake">The lake's folder.</param>
/// <param name="tell">Receives a line for the waiting user.</param>
internal sealed class LakeReader(string lake, Action<string> tell) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly LakeDatabase _database = LakeDatabase.Open(lake, tell, confined: true);

    /// <summary>Runs a query.</summary>
    /// <param name="question">Receives the lake; runs on a thread of the pool.</param>
    /// <param name="cancellationToken">Cancels the query, or the wait for its turn.</param>
    public async Task<T> AskAsync<T>(Func<LakeDatabase, T> question, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => question(_database), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _database.Dispose();
        _turn.Dispose();
    }
}
