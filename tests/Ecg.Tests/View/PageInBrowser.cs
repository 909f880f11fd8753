using Deque.AxeCore.Commons;
using Ecg.Tests.Browsers;
using PuppeteerSharp;

namespace Ecg.Tests.View;

/// <summary>The page of <c>ecg view</c> in Chromium.</summary>
internal sealed class PageInBrowser : IAsyncDisposable
{
    private const string Unmet = """
        axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } })
          .then(found => found.violations.map(rule => `${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | ')}`))
        """;

    private readonly ChromiumPage _browser;
    private readonly Uri _address;

    private PageInBrowser(ChromiumPage browser, Uri address) => (_browser, _address) = (browser, address);

    /// <summary>The page, to be clicked and typed into.</summary>
    public IPage Page => _browser.Page;

    /// <summary>What the page has to complain about since it was opened, and the addresses outside of the server that it asked for.</summary>
    public IEnumerable<string> Complaints => _browser.Complaints.Concat(_browser.Requests.Where(
        address => !address.StartsWith(_address.AbsoluteUri, StringComparison.Ordinal) && !address.StartsWith("blob:", StringComparison.Ordinal)));

    public static async Task<PageInBrowser> StartAsync(Uri address) => new(await ChromiumPage.StartAsync(), address);

    /// <summary>Opens a place of the page, such as <c>#/sql</c>, and waits until nothing is loading.</summary>
    public async Task OpenAsync(string place, int width = 1280, int height = 800, bool isDark = false)
    {
        // A browser that is at the page already would only be told of another place.
        await Page.GoToAsync("about:blank");
        await _browser.OpenAsync(new Uri(_address, place), width, height, isDark, isPhone: width < 768);
        await SettleAsync();
    }

    /// <summary>Waits until nothing is loading, and what is drawn is said.</summary>
    public async Task SettleAsync()
    {
        await Page.WaitForNetworkIdleAsync(new WaitForNetworkIdleOptions { IdleTime = 300 });
        await Task.Delay(400);

        // On a busy machine a frame comes late: a recording that is shown has a line about its place.
        await Page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy]') && document.querySelector('.state')?.textContent !== ''");
    }

    /// <summary>Presses a key.</summary>
    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>The text of the first element.</summary>
    public Task<string> TextAsync(string selector) =>
        Page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).textContent", selector);

    /// <summary>The value of an expression.</summary>
    public Task<T> EvaluateAsync<T>(string expression) => Page.EvaluateExpressionAsync<T>(expression);

    /// <summary>What axe-core finds against the page.</summary>
    public async Task<string[]> UnmetAsync()
    {
        await Page.EvaluateExpressionAsync($"{new BundledAxeScriptProvider().GetScript()}; 0");
        return await EvaluateAsync<string[]>(Unmet);
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();
}
