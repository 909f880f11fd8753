using System.Diagnostics;
using System.Globalization;
using Ecg.Cli.Invocation;
using NUnit.Framework;

namespace Ecg.Tests.Terminal;

/// <summary>The built command on a terminal of its own, which <c>script</c> of util-linux makes.</summary>
internal static class EcgTerminal
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What a call shows, control sequences included.</summary>
    /// <param name="columns">The terminal's width.</param>
    /// <param name="typed">What is typed; a carriage return is Enter.</param>
    /// <param name="environment">A variable to set, such as <c>NO_COLOR=1</c>; empty for none.</param>
    /// <param name="args">The call.</param>
    public static string Show(int columns, string typed, string environment, params string[] args)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            Assert.Ignore("There is no script(1) of util-linux.");
        }

        string call = string.Join(' ', args.Prepend(Path.Combine(AppContext.BaseDirectory, "ecg.dll")).Select(ShellWord.Quote));
        string size = columns.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", $"stty cols {size} rows 50; {environment} TERM=xterm-256color dotnet {call}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process script = Process.Start(start)!;
        Task<string> shown = script.StandardOutput.ReadToEndAsync();
        script.StandardInput.Write(typed);
        script.StandardInput.Flush();
        if (!script.WaitForExit(Patience))
        {
            script.Kill(entireProcessTree: true);
            throw new TimeoutException("The command does not end.");
        }

        return shown.Result;
    }
}
