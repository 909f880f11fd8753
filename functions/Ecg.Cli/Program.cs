using Ecg.Cli.Terminal;

namespace Ecg.Cli;

/// <summary>The entry point.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var signals = new StopSignals();
        using var output = CommandOutput.OfProcess();
        return await CommandLine.InvokeAsync(args, output, signals.Token).ConfigureAwait(false);
    }
}
