using Ecg.Cli.Terminal;
using NUnit.Framework;
using Spectre.Console;

namespace Ecg.Tests.Terminal;

public sealed class LineAboveProgressTests
{
    private const string EraseBelow = "\u001b[J";

    [Test]
    public async Task Erases_the_bar_before_each_line()
    {
        using var written = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(written),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
        });
        console.Profile.Width = 40;

        await console.Progress().AutoRefresh(false).StartAsync(context =>
        {
            context.AddTask("a description that makes the bar wide");
            context.Refresh();
            console.Write(new LineAboveProgress("rejected a.mat"));
            return Task.CompletedTask;
        });

        Assert.That(written.ToString(), Does.Contain($"{EraseBelow}rejected a.mat"));
    }

    [Test]
    public void Breaks_between_words()
    {
        using var written = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(written), Ansi = AnsiSupport.No });
        console.Profile.Width = 12;

        console.Write(new LineAboveProgress("rejected recording"));

        Assert.That(written.ToString().ReplaceLineEndings("\n"), Is.EqualTo("rejected \nrecording\n").Or.EqualTo("rejected\nrecording\n"));
    }
}
