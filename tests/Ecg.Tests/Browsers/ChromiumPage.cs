using System.Collections.Concurrent;
using Ecg.Tests.Shared;
using NUnit.Framework;
using PuppeteerSharp;
using PuppeteerSharp.PageAccessibility;

namespace Ecg.Tests.Browsers;

/// <summary>A Chromium without a window, and one page of it.</summary>
internal sealed class ChromiumPage : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly IBrowser _browser;
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly ConcurrentQueue<string> _complaints = [];

    private ChromiumPage(IBrowser browser, IPage page)
    {
        _browser = browser;
        Page = page;
        page.Request += (_, sent) => _requests.Enqueue(sent.Request.Url);
        page.Console += (_, said) => _complaints.Enqueue(said.Message.Text);
        page.PageError += (_, thrown) => _complaints.Enqueue(thrown.Message);
    }

    /// <summary>The page, to be clicked, typed into and looked at.</summary>
    public IPage Page { get; }

    /// <summary>The addresses that were asked for since an address was opened.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>What the page or the browser wrote to the console since then, and what a script threw.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    /// <summary>Starts the browser; the test is skipped where there is none.</summary>
    public static async Task<ChromiumPage> StartAsync()
    {
        string? program = InstalledCommand.Find(Names);
        if (program is null)
        {
            Assert.Ignore("There is no chromium on PATH; 'apt-get install chromium' or 'brew install --cask chromium' brings it.");
        }

        IBrowser browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-dev-shm-usage"],
        });
        try
        {
            return new ChromiumPage(browser, await browser.NewPageAsync());
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens an address on a screen.</summary>
    /// <exception cref="NavigationException">The address cannot be opened.</exception>
    public async Task OpenAsync(Uri address, int width, int height, bool isDark = false, bool isPhone = false)
    {
        await Page.SetViewportAsync(new ViewPortOptions { Width = width, Height = height, IsMobile = isPhone, HasTouch = isPhone, DeviceScaleFactor = isPhone ? 2 : 1 });
        await Page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
        // A page that turns into a phone's is loaded anew.
        _requests.Clear();
        _complaints.Clear();
        await Page.GoToAsync(address.AbsoluteUri);
    }

    /// <summary>What assistive technology is told of the page: the role and the name of each node.</summary>
    public async Task<IReadOnlyList<(string Role, string Name)>> AccessibleAsync()
    {
        var nodes = new List<(string Role, string Name)>();
        Add(await Page.Accessibility.SnapshotAsync(new AccessibilitySnapshotOptions { InterestingOnly = false }));
        return nodes;

        void Add(SerializedAXNode node)
        {
            nodes.Add((node.Role, node.Name ?? ""));
            foreach (SerializedAXNode child in node.Children ?? [])
            {
                Add(child);
            }
        }
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();
}
