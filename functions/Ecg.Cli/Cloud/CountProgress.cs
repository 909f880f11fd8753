using System.Globalization;
using Ecg.Cli.Terminal;
using Spectre.Console;

namespace Ecg.Cli.Cloud;

/// <summary>Shows progress without a known end: a spinner on a terminal, otherwise a line every few seconds.</summary>
internal static class CountProgress
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    /// <summary>Runs <paramref name="body"/>, which receives a callback for each new count.</summary>
    /// <param name="output">Where it is shown.</param>
    /// <param name="what">A description of the count, such as <c>messages sent</c>.</param>
    /// <param name="body">The work.</param>
    public static async Task<long> ShowAsync(CommandOutput output, string what, Func<Action<long>, Task<long>> body)
    {
        if (output.MessagesAreTerminal)
        {
            return await output.MessagesConsole().Status().StartAsync(
                what,
                context => body(count => context.Status = Line(count, what))).ConfigureAwait(false);
        }

        long count = 0L;
        using var timer = new Timer(_ => output.Message(Line(Interlocked.Read(ref count), what)), state: null, LineInterval, LineInterval);
        return await body(now => Interlocked.Exchange(ref count, now)).ConfigureAwait(false);
    }

    private static string Line(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}");
}
