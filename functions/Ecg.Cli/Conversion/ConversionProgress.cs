using System.Diagnostics;
using System.Globalization;
using Ecg.Cli.Terminal;
using Ecg.Lake;
using Spectre.Console;

namespace Ecg.Cli.Conversion;

/// <summary>Shows the progress of a run: a bar on a terminal, otherwise a line every few seconds.</summary>
internal sealed class ConversionProgress
{
    // With the counts, the bar fits 80 columns.
    private const int BarWidth = 16;

    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly long _total;
    private long _done;
    private long _rejected;
    private long _bytes;

    private ConversionProgress(long total) => _total = total;

    /// <summary>Runs <paramref name="body"/> and shows its progress.</summary>
    /// <param name="output">The destination.</param>
    /// <param name="total">The number of recordings.</param>
    /// <param name="body">
    /// Receives a callback to call after each recording, from any thread, and one to write a result.
    /// </param>
    public static Task ShowAsync(CommandOutput output, long total, Func<Action<ConversionResult>, Action<string>, Task> body)
    {
        var progress = new ConversionProgress(total);
        return output.MessagesAreTerminal ? progress.ShowBarAsync(output, body) : progress.ShowLinesAsync(output, body);
    }

    private Task ShowBarAsync(CommandOutput output, Func<Action<ConversionResult>, Action<string>, Task> body)
    {
        IAnsiConsole console = output.MessagesConsole();
        return console.Progress()
            .AutoClear(true)
            .Columns(
                new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn { Width = BarWidth },
                new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask("converting", maxValue: Math.Max(_total, 1));

                // A line on the same terminal must go through the bar's console, which redraws the bar below it.
                Action<string> write = output.ResultsAreTerminal
                    ? line => console.Write(new LineAboveProgress(line))
                    : output.Result;
                return body(
                    result =>
                    {
                        Count(result);
                        task.Increment(1);
                        task.Description = Line();
                    },
                    write);
            });
    }

    private async Task ShowLinesAsync(CommandOutput output, Func<Action<ConversionResult>, Action<string>, Task> body)
    {
        using var timer = new Timer(_ => output.Message(Line()), state: null, LineInterval, LineInterval);
        await body(Count, output.Result).ConfigureAwait(false);
    }

    private void Count(ConversionResult result)
    {
        Interlocked.Increment(ref _done);
        Interlocked.Add(ref _bytes, result.BytesIn);
        if (result.Status == ConversionStatus.Rejected)
        {
            Interlocked.Increment(ref _rejected);
        }
    }

    private string Line()
    {
        (long done, long rejected, double megabytes) = (Interlocked.Read(ref _done), Interlocked.Read(ref _rejected), Interlocked.Read(ref _bytes) / 1e6);
        double seconds = Math.Max(_clock.Elapsed.TotalSeconds, 0.001);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{done}/{_total}, {megabytes:0.#} MB, {megabytes / seconds:0.#} MB/s{(rejected > 0 ? $", {rejected} rejected" : "")}");
    }
}
