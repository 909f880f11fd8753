using System.CommandLine;
using Ecg.Cli.Inspection;
using Ecg.Cli.Invocation;

namespace Ecg.Cli.Commands;

/// <summary>The argument <c>RECORD|FILE</c>: a recording in the lake, or a file that becomes a temporary lake.</summary>
internal sealed class RecordArgument : Argument<string>
{
    public RecordArgument()
        : base("RECORD|FILE")
    {
        Description = "A recording in the lake (record_id or dataset/record_id), or a recording's file, which needs no lake.";
    }

    /// <summary>Runs an action on the recording.</summary>
    /// <param name="call">The call.</param>
    /// <param name="lake">The option that names the lake; if it is given, the argument is not a file.</param>
    /// <param name="use">Receives the lake's folder and the recording's name.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="CommandException">No lake is named, or the file is rejected or cannot be read.</exception>
    public async Task UseAsync(ParseResult call, LakeOption lake, Action<string, string> use, CancellationToken cancellationToken)
    {
        string name = call.GetRequiredValue(this);
        if (call.GetValue(lake) is null && File.Exists(name))
        {
            using FileLake file = await FileLake.OfAsync(name, cancellationToken).ConfigureAwait(false);
            use(file.Folder, file.Record);
        }
        else
        {
            use(lake.Of(call), name);
        }
    }
}
