using System.CommandLine;
using Ecg.Cli.Inspection;
using Ecg.Cli.Invocation;

namespace Ecg.Cli.Commands;

/// <summary><c>RECORD|FILE</c>: a recording of a lake, or a file that is a lake of its own for the time of a command.</summary>
internal sealed class RecordArgument : Argument<string>
{
    public RecordArgument()
        : base("RECORD|FILE")
    {
        Description = "A recording of the lake, as record_id or dataset/record_id; or a recording's file, which needs no lake.";
    }

    /// <summary>Does something with the recording.</summary>
    /// <param name="call">The call.</param>
    /// <param name="lake">The option that names the lake; where it is given, the argument is no file.</param>
    /// <param name="use">Is given the lake's folder and the recording's name.</param>
    /// <param name="cancellationToken">Stops the reading of a file.</param>
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
