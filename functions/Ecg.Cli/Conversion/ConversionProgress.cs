using System.Globalization;
using Ecg.Cli.Terminal;
using Spectre.Console;

namespace Ecg.Cli.Conversion;

/// <summary>Shows how far a run has come: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class ConversionProgress
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    /// <summary>Runs <paramref name="body"/> and shows its progress meanwhile.</summary>
    /// <param name="output">Where it is shown.</param>
    /// <param name="total">The number of recordings.</param>
    /// <param name="body">
    /// Is given what to call after each recording, and where to write a result while the progress is shown.
    /// </param>
    public static Task ShowAsync(CommandOutput output, long total, Func<Action, Action<string>, Task> body) =>
        output.MessagesAreTerminal ? ShowBarAsync(output, total, body) : ShowLinesAsync(output, total, body);

    private static Task ShowBarAsync(CommandOutput output, long total, Func<Action, Action<string>, Task> body)
    {
        IAnsiConsole console = output.MessagesConsole();
        return console.Progress()
            .AutoClear(true)
            .Columns(
                new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(),
                new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask("converting", maxValue: Math.Max(total, 1));

                // A line on the same terminal has to go through the bar's console, which draws the bar anew below it.
                Action<string> write = output.ResultsAreTerminal
                    ? line => console.Write(new Text(line + "\n"))
                    : output.Result;
                long done = 0L;
                return body(
                    () => task.Description = string.Create(
                        CultureInfo.InvariantCulture, $"{Increment(task, ref done)}/{total}"),
                    write);
            });
    }

    private static long Increment(ProgressTask task, ref long done)
    {
        task.Increment(1);
        return Interlocked.Increment(ref done);
    }

    private static async Task ShowLinesAsync(CommandOutput output, long total, Func<Action, Action<string>, Task> body)
    {
        long done = 0L;
        using var timer = new Timer(
            _ => output.Message(string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Read(ref done)} of {total} done")),
            state: null, LineInterval, LineInterval);
        await body(() => Interlocked.Increment(ref done), output.Result).ConfigureAwait(false);
    }
}
