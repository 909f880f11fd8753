using Microsoft.AspNetCore.Routing;

namespace Ecg.Cli.View;

/// <summary>The endpoints of a lake.</summary>
internal sealed class LakeView : IDisposable
{
    private readonly LakeReader _browsing;
    private readonly LakeReader _summing;
    private readonly LakeReader _asking;
    private readonly ListEndpoints _list;
    private readonly RecordingEndpoints _recording;
    private readonly QueryEndpoints _query;

    /// <summary>Opens the lake.</summary>
    /// <exception cref="Invocation.CommandException">There is no such lake.</exception>
    public LakeView(ViewedLake lake, Action<string> tell)
    {
        // Separate connections, so that a long recording's overview, a long query or a download does not delay the paper.
        _browsing = new LakeReader(lake.Folder, tell);
        _summing = new LakeReader(lake.Folder, tell);
        _asking = new LakeReader(lake.Folder, tell);
        var recordings = new RecordingList(_browsing);
        _list = new ListEndpoints(lake, recordings);
        _recording = new RecordingEndpoints(recordings, _browsing, _summing, _asking);
        _query = new QueryEndpoints(_asking, lake.LongestQuery);
    }

    /// <summary>Maps the endpoints.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        _list.Map(routes);
        _recording.Map(routes);
        _query.Map(routes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _browsing.Dispose();
        _summing.Dispose();
        _asking.Dispose();
    }
}
