using Ecg.Cli;
using Ecg.Cli.Terminal;

using var signals = new StopSignals();
using var output = CommandOutput.OfProcess();
return await CommandLine.InvokeAsync(args, output, signals.Token).ConfigureAwait(false);
