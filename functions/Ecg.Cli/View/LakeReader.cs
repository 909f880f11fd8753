using Ecg.Cli.Querying;

namespace Ecg.Cli.View;

/// <summary>A lake that one question at a time is put to; a question that waits for its turn can be given up.</summary>
/// <param name="lake">The lake's folder.</param>
/// <param name="tell">Takes a line for whoever waits.</param>
internal sealed class LakeReader(string lake, Action<string> tell) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly LakeDatabase _database = LakeDatabase.Open(lake, tell, confined: true);

    /// <summary>Asks.</summary>
    /// <param name="question">Takes the lake; runs on a thread of the pool.</param>
    /// <param name="cancellationToken">Stops the question, or the wait for its turn.</param>
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
