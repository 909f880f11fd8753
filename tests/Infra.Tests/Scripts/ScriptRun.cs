using System.Diagnostics;
using System.Runtime.Versioning;
using Ecg.Tests.Shared;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests.Scripts;

/// <summary>What a script of the workflows did.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it wrote, to either stream.</param>
internal sealed record ScriptRun(int ExitCode, string Output)
{
    /// <summary>Runs a script of <c>.github/scripts</c> as a runner does. The test is ignored where a command is missing that it calls.</summary>
    public static async Task<ScriptRun> OfAsync(
        string script, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> needed)
    {
        foreach (string command in needed)
        {
            IgnoreWithout(command);
        }

        return await RunAsync(ProjectFiles.InRoot(".github", "scripts", script), arguments, folder, environment);
    }

    /// <summary>Puts a command into a folder, in place of one that reaches outside.</summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task StandInAsync(string folder, string command, string script)
    {
        string path = Path.Combine(folder, command);
        await File.WriteAllTextAsync(path, script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A PATH on which the commands of a folder come first.</summary>
    public static string PathWith(string folder) => $"{folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";

    /// <summary>Runs git in a folder, with nobody's own settings, and returns what it says.</summary>
    public static async Task<string> GitAsync(string folder, params IReadOnlyList<string> arguments)
    {
        IgnoreWithout("git");
        var identity = new Dictionary<string, string>
        {
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_CONFIG_SYSTEM"] = "/dev/null",
            ["GIT_AUTHOR_NAME"] = "A",
            ["GIT_AUTHOR_EMAIL"] = "a@example.org",
            ["GIT_COMMITTER_NAME"] = "A",
            ["GIT_COMMITTER_EMAIL"] = "a@example.org",
        };
        ScriptRun git = await RunAsync("git", arguments, folder, identity);
        Assert.That(git.ExitCode, Is.Zero, git.Output);
        return git.Output.Trim();
    }

    /// <summary>Runs a command in a folder, with more in its environment.</summary>
    public static async Task<ScriptRun> RunAsync(
        string command, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ScriptRun(process.ExitCode, output + await errors);
    }

    private static void IgnoreWithout(string command)
    {
        if (InstalledCommand.Find(command) is null)
        {
            Assert.Ignore($"{command} is not installed.");
        }
    }
}
