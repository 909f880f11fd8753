using NUnit.Framework;
using PuppeteerSharp;

namespace Ecg.Tests.Browsers;

/// <summary>Chromium without a window.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Starts it; the test is skipped where there is none.</summary>
    public static Task<IBrowser> LaunchAsync()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string? program = Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null)
        {
            Assert.Ignore("There is no chromium on PATH; 'apt-get install chromium' or 'brew install --cask chromium' brings it.");
        }

        return Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--disable-background-networking",
                "--disable-component-update",
            ],
        });
    }
}
