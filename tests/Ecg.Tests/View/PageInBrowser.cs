using NUnit.Framework;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace Ecg.Tests.View;

/// <summary>The page of <c>ecg view</c> in Chromium.</summary>
internal sealed class PageInBrowser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly IBrowser _browser;
    private readonly Uri _address;

    private PageInBrowser(IBrowser browser, Uri address) => (_browser, _address) = (browser, address);

    /// <summary>What the pages had to complain about, and the addresses outside of the server that they asked for.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Starts the browser; the test is skipped where there is none.</summary>
    public static async Task<PageInBrowser> StartAsync(Uri address)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string? program = Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null)
        {
            Assert.Ignore("There is no chromium on PATH; 'apt-get install chromium' or 'brew install --cask chromium' brings it.");
        }

        IBrowser browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"],
        });
        return new PageInBrowser(browser, address);
    }

    /// <summary>Opens a place of the page, such as <c>#/sql</c>, and waits until nothing is loading.</summary>
    public async Task<IPage> OpenAsync(string place, int width = 1280, int height = 800, bool isDark = false)
    {
        foreach (IPage open in (await _browser.PagesAsync())[1..])
        {
            await open.CloseAsync();
        }

        IPage page = await _browser.NewPageAsync();
        Listen(page);
        bool isPhone = width < 768;
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = height, IsMobile = isPhone, HasTouch = isPhone, DeviceScaleFactor = isPhone ? 2 : 1 });
        await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
        await page.GoToAsync(new Uri(_address, place).AbsoluteUri);
        await SettleAsync(page);
        return page;
    }

    /// <summary>Waits until nothing is loading, and what was drawn is said.</summary>
    public static async Task SettleAsync(IPage page)
    {
        await page.WaitForNetworkIdleAsync(new WaitForNetworkIdleOptions { IdleTime = 300 });
        await Task.Delay(400);
    }

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    private void Listen(IPage page)
    {
        page.Console += (_, message) => Complain(message.Message.Type is ConsoleType.Error or ConsoleType.Warning, message.Message.Text);
        page.PageError += (_, error) => Complain(true, error.Message);
        page.Dialog += (_, dialog) => Complain(true, $"a dialog: {dialog.Dialog.Message}");
        page.Request += (_, request) => Complain(
            !request.Request.Url.StartsWith(_address.AbsoluteUri, StringComparison.Ordinal) && !request.Request.Url.StartsWith("blob:", StringComparison.Ordinal),
            request.Request.Url);
    }

    private void Complain(bool isOne, string text)
    {
        if (isOne)
        {
            lock (Complaints)
            {
                Complaints.Add(text);
            }
        }
    }
}
