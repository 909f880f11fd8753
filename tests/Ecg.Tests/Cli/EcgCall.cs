using Ecg.Cli;
using Ecg.Cli.Terminal;

namespace Ecg.Tests.Cli;

/// <summary>A call of <c>ecg</c> within this process.</summary>
internal sealed record EcgCall(int Status, string Results, string Messages)
{
    /// <summary>The lines among the results.</summary>
    public string[] ResultLines => Results.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static EcgCall Of(params string[] args)
    {
        using var results = new StringWriter { NewLine = "\n" };
        using var messages = new StringWriter { NewLine = "\n" };
        using var output = new CommandOutput { Results = results, Messages = messages };
        int status = CommandLine.InvokeAsync(args, output, default).GetAwaiter().GetResult();
        return new EcgCall(status, results.ToString(), messages.ToString());
    }
}
