using System.ComponentModel;
using System.Diagnostics;

namespace Ecg.Cli.View;

/// <summary>Opens a page in the user's browser.</summary>
internal static class BrowserLauncher
{
    private static readonly string[] Displays = ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME"];

    /// <summary>Opens the browser.</summary>
    /// <returns><see langword="false"/> if no browser could be opened.</returns>
    public static bool TryOpen(Uri address)
    {
        try
        {
            using Process? process = StartOf(address) is { } start ? Process.Start(start) : null;
            return process is not null || OperatingSystem.IsWindows();
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    private static ProcessStartInfo? StartOf(Uri address)
    {
        if (OperatingSystem.IsWindows())
        {
            return new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true };
        }

        if (OperatingSystem.IsMacOS())
        {
            return Quiet("open", address);
        }

        // Without a display, xdg-open starts a text browser in the terminal, over this command's output.
        return Displays.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))) ? Quiet("xdg-open", address) : null;
    }

    // The browser's own output is not a result.
    private static ProcessStartInfo Quiet(string program, Uri address) => new(program, [address.AbsoluteUri])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
