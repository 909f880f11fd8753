using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Ecg.Tests.Reporting;
using NUnit.Framework;
using PuppeteerSharp;
using PuppeteerSharp.Input;

namespace Ecg.Tests.View;

/// <summary>The page of <c>ecg view</c> as Chromium shows it.</summary>
public sealed partial class ViewPageTests
{
    private const string Day = $"#/r/{LongLake.Id}";

    private const string Overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private const string Unmet = """
        axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } })
          .then(found => found.violations.map(rule => `${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | ')}`))
        """;

    private LongLake _long = null!;
    private HostileLake _hostile = null!;
    private ServedLake _longPage = null!;
    private ServedLake _hostilePage = null!;
    private PageInBrowser _browser = null!;
    private PageInBrowser _hostileBrowser = null!;

    [OneTimeSetUp]
    public async Task OneTimeSetUp()
    {
        _long = new LongLake();
        _hostile = new HostileLake();
        _longPage = await ServedLake.StartAsync(_long.Path);
        _hostilePage = await ServedLake.StartAsync(_hostile.Path);
        _browser = await PageInBrowser.StartAsync(_longPage.Address);
        _hostileBrowser = await PageInBrowser.StartAsync(_hostilePage.Address);
    }

    [OneTimeTearDown]
    public async Task OneTimeTearDown()
    {
        foreach (IAsyncDisposable? started in new IAsyncDisposable?[] { _hostileBrowser, _browser, _hostilePage, _longPage })
        {
            if (started is not null)
            {
                await started.DisposeAsync();
            }
        }

        _hostile?.Dispose();
        _long?.Dispose();
    }

    [TearDown]
    public void NothingWentWrong()
    {
        Assert.That(_browser.Complaints.Concat(_hostileBrowser.Complaints), Is.Empty);
    }

    [Test]
    public async Task Fits_the_screen_passes_axe_core_and_asks_nobody_else(
        [Values("#/", "#/?quality=rejected", "#/sql?sql=select+*+from+records", "#/r/it's%20%22x%22%20onload%3Dalert(1)%20%26%20%24(id)/it's%20%22x%22%20onload%3Dalert(1)%20%26%20%24(id)", "#/r/gone")] string place,
        [Values(390, 1280)] int width,
        [Values] bool isDark)
    {
        IPage page = await _hostileBrowser.OpenAsync(place, width, 844, isDark);

        Assert.That(await page.EvaluateExpressionAsync<double>(Overflow), Is.Zero);
        Assert.That(await UnmetAsync(page), Is.Empty);
        if (place == "#/r/gone")
        {
            _hostileBrowser.Complaints.RemoveAll(text => text.Contains("400 (Bad Request)", StringComparison.Ordinal));
        }
    }

    [Test]
    public async Task Passes_axe_core_with_calipers_and_keys_open([Values(390, 1280)] int width)
    {
        IPage page = await _browser.OpenAsync(Day, width);
        await page.Keyboard.PressAsync("c");
        Assert.That(await UnmetAsync(page), Is.Empty);

        await page.Keyboard.PressAsync("?");
        await page.WaitForSelectorAsync("dialog[open]");
        Assert.That(await UnmetAsync(page), Is.Empty);
        Assert.That(await page.EvaluateExpressionAsync<double>(Overflow), Is.Zero);
    }

    [Test]
    public async Task Shows_hostile_names_as_the_text_that_they_are()
    {
        IPage page = await _hostileBrowser.OpenAsync("#/");

        Assert.That(await TextAsync(page, "main"), Does.Contain(HostileLake.Script).And.Contains(HostileLake.Quotes).And.Contains("<b>"));
        Assert.That(await page.EvaluateExpressionAsync<int>("document.querySelectorAll('main script, main img, main b, main i').length"), Is.Zero);

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("canvas");
        await PageInBrowser.SettleAsync(page);
        Assert.That(await TextAsync(page, "h1"), Does.Contain(HostileLake.Script));
        Assert.That(await TextAsync(page, ".side"), Does.Contain("V\"><i>"));
    }

    [Test]
    public async Task Scrolls_zooms_and_keeps_the_place_in_the_address()
    {
        IPage page = await _browser.OpenAsync(Day);
        Assert.That(await StateAsync(page), Does.StartWith("0:00.0 – 0:10").And.Contains("of 24 h").And.Contains("from 08:30:00"));

        await page.EvaluateExpressionAsync("document.querySelector('.sheet').dispatchEvent(new WheelEvent('wheel', { deltaY: 3780, bubbles: true, cancelable: true }))");
        await PageInBrowser.SettleAsync(page);
        (double first, double span) = await PlaceAsync(page);
        Assert.That(first, Is.EqualTo(40 * LongLake.Rate).Within(10), "3780 px at 25 mm/s are 40 s");

        await page.Keyboard.PressAsync("-");
        await PageInBrowser.SettleAsync(page);
        (double _, double wider) = await PlaceAsync(page);
        Assert.That(wider / span, Is.EqualTo(2).Within(0.01), "12.5 mm/s");
        Assert.That(await TextAsync(page, ".toolbar"), Does.Contain("12.5 mm/s"));

        await page.Keyboard.PressAsync("w");
        await PageInBrowser.SettleAsync(page);
        Assert.That(await StateAsync(page), Does.StartWith("0:00 – 24:00:00 of 24 h"));

        string place = await page.EvaluateExpressionAsync<string>("location.hash");
        page = await _browser.OpenAsync(place);
        Assert.That(await StateAsync(page), Does.StartWith("0:00 – 24:00:00 of 24 h"));
    }

    [Test]
    public async Task Goes_to_each_finding()
    {
        IPage page = await _browser.OpenAsync(Day);
        await page.Keyboard.PressAsync(".");
        await PageInBrowser.SettleAsync(page);
        (double first, double span) = await PlaceAsync(page);

        Assert.That(await TextAsync(page, "#announce"), Does.StartWith("10:00:00.0: Missing samples"));
        Assert.That(LongLake.GapStart, Is.EqualTo(first + (span / 4)).Within(2));
        Assert.That(await TextAsync(page, ".findings"), Does.Contain("14:00:00").And.Contains("Flat line, V1"));
        Assert.That(await HasColourAsync(page, "--missing"), "the gap is hatched");
    }

    [Test]
    public async Task Measures_with_the_calipers_what_SQL_says()
    {
        object?[][] peaks = [.. _long.Query("select \"sample\", mlii from {samples} where \"sample\" between 2560 and 3200 and mlii > 1.9 order by \"sample\"")];
        (int one, int other) = (Convert.ToInt32(peaks[1][0], CultureInfo.InvariantCulture), Convert.ToInt32(peaks[2][0], CultureInfo.InvariantCulture));
        IPage page = await _browser.OpenAsync($"{Day}?at=2560");
        (double first, double span) = await PlaceAsync(page);
        double width = await page.EvaluateExpressionAsync<double>("document.querySelector('canvas[role=img]').clientWidth");
        decimal left = await page.EvaluateExpressionAsync<decimal>("document.querySelector('.sheet').getBoundingClientRect().left");
        decimal top = await page.EvaluateExpressionAsync<decimal>("document.querySelector('.sheet').getBoundingClientRect().top");

        await page.Keyboard.PressAsync("c");
        await DragAsync(page, X(one), top + 60, X(other), top + 60 + 151.181m);
        string measured = await TextAsync(page, ".measure");

        Match parts = Measure().Match(measured);
        Assert.That(parts.Success, measured);
        Assert.Multiple(() =>
        {
            double milliseconds = (other - one) * 1000.0 / LongLake.Rate;
            Assert.That(Number(parts, 1), Is.EqualTo(milliseconds).Within(1000.0 / LongLake.Rate), "a pixel is less than two samples");
            Assert.That(Number(parts, 2), Is.EqualTo(60000 / Number(parts, 1)).Within(0.06));
            Assert.That(Number(parts, 3), Is.EqualTo(4).Within(0.06), "151.18 px are 40 mm, at 10 mm/mV");
        });

        decimal X(int sample) => left + (decimal)((sample - first) / span * width);
    }

    [Test]
    public async Task Moves_the_calipers_by_keys_to_the_very_sample()
    {
        IPage page = await _browser.OpenAsync($"{Day}?at=2560&span=400");
        await page.Keyboard.PressAsync("c");
        string before = await TextAsync(page, ".measure");
        for (int press = 0; press < 3; press++)
        {
            await page.Keyboard.PressAsync("ArrowLeft");
        }

        await PageInBrowser.SettleAsync(page);
        string after = await TextAsync(page, ".measure");

        double gained = Number(Measure().Match(after), 1) - Number(Measure().Match(before), 1);
        Assert.That(gained, Is.EqualTo(3 * 1000.0 / LongLake.Rate).Within(0.11));
        Assert.That(await page.EvaluateExpressionAsync<string>("document.activeElement.getAttribute('aria-valuetext')"), Does.Contain(after));
    }

    [Test]
    public async Task Turns_leads_off_and_on()
    {
        IPage page = await _browser.OpenAsync(Day);
        await page.ClickAsync(".leads input");
        await PageInBrowser.SettleAsync(page);

        Assert.That(await page.EvaluateExpressionAsync<string>("document.querySelector('canvas[role=img]').getAttribute('aria-label')"), Does.StartWith("ECG paper, leads V1, from"));
        Assert.That(await page.EvaluateExpressionAsync<string>("location.hash"), Does.Contain("leads=v1"));
    }

    [Test]
    public async Task Can_be_used_with_the_keyboard_alone()
    {
        IPage page = await _hostileBrowser.OpenAsync("#/");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("/");
        Assert.That(await FocusAsync(page), Is.EqualTo("INPUT"));
        await page.Keyboard.TypeAsync("onload");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('a.recording').length === 1");
        await page.Keyboard.PressAsync("Tab");

        // Every control can be reached, and shows that it has the focus.
        var reached = new HashSet<string>();
        for (int press = 0; press < 12; press++)
        {
            reached.Add(await FocusAsync(page));
            Assert.That(await page.EvaluateExpressionAsync<string>("getComputedStyle(document.activeElement).outlineStyle"), Is.EqualTo("solid").Or.EqualTo("auto").Or.EqualTo("none").And.Not.Null);
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.That(reached, Is.SupersetOf(new[] { "SELECT", "A" }));
        await page.FocusAsync("a.recording");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("canvas");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync("a.recording");
        Assert.That(await page.EvaluateExpressionAsync<string>("document.querySelector('[type=search]').value"), Is.EqualTo("onload"), "the list is as it was left");
    }

    [Test]
    public async Task Goes_through_the_recordings_by_keys()
    {
        IPage page = await _hostileBrowser.OpenAsync($"#/r/{Uri.EscapeDataString("<b>")}/{Uri.EscapeDataString(HostileLake.Script)}");
        await page.Keyboard.PressAsync("n");
        await page.WaitForFunctionAsync("() => document.querySelector('h1').textContent.includes('onload')");
        await PageInBrowser.SettleAsync(page);
        await page.Keyboard.PressAsync("p");
        await page.WaitForFunctionAsync("() => document.querySelector('h1').textContent.includes('script')");
    }

    [Test]
    public async Task Answers_SQL_with_a_table_that_leads_to_the_places()
    {
        IPage page = await _browser.OpenAsync($"#/sql?sql={Uri.EscapeDataString("select dataset, record_id, start_sample from annotations where kind = 'missing' limit 1")}");
        await page.ClickAsync(".scroll td a");
        await page.WaitForSelectorAsync("canvas");
        await PageInBrowser.SettleAsync(page);

        Assert.That(await StateAsync(page), Does.Match(@"^(9:59:5\d\.\d|10:00:0\d\.\d) – "));
    }

    [Test]
    public async Task Says_what_is_wrong_with_SQL()
    {
        IPage page = await _browser.OpenAsync("#/sql?sql=select+nothing");

        Assert.That(await TextAsync(page, ".sql [role=alert]"), Does.StartWith("Referenced column \"nothing\" not found"));
        _browser.Complaints.RemoveAll(text => text.Contains("400 (Bad Request)", StringComparison.Ordinal));
    }

    // 60 frames a second are 16.7 ms each. Here the browser paints without a graphics card, on cores that others use too, so
    // what is held is what the page itself takes of a frame.
    [TestCase("", TestName = "Draws a frame in time while ten seconds are panned")]
    [TestCase("?span=1000000", TestName = "Draws a frame in time while two hours are panned")]
    public async Task Draws_a_frame_in_time(string place)
    {
        IPage page = await _browser.OpenAsync(Day + place);

        double[] frames = await page.EvaluateFunctionAsync<double[]>("""
            async () => {
              const times = [];
              const real = window.requestAnimationFrame.bind(window);
              window.requestAnimationFrame = draw => real(now => { const began = performance.now(); draw(now); times.push(performance.now() - began); });
              const sheet = document.querySelector('.sheet');
              for (let step = 0; step < 120; step++) {
                sheet.dispatchEvent(new WheelEvent('wheel', { deltaX: 25, bubbles: true, cancelable: true }));
                await new Promise(done => real(done));
              }
              window.requestAnimationFrame = real;
              return times;
            }
            """);

        Array.Sort(frames);
        await TestContext.Out.WriteLineAsync($"{frames.Length} frames: median {frames[frames.Length / 2]:0.00} ms, 95 % within {frames[frames.Length * 95 / 100]:0.00} ms");
        Assert.That(frames, Has.Length.GreaterThanOrEqualTo(100));
        Assert.That(frames[frames.Length / 2], Is.LessThan(8));
    }

    [Test]
    public async Task Takes_no_more_than_a_screen_of_a_day_from_the_server()
    {
        IPage page = await _browser.OpenAsync(Day);
        await page.Keyboard.PressAsync("w");
        await PageInBrowser.SettleAsync(page);

        long bytes = await page.EvaluateExpressionAsync<long>("performance.getEntriesByType('resource').filter(entry => entry.name.includes('/api/tile')).reduce((sum, entry) => sum + entry.encodedBodySize, 0)");

        Assert.That(bytes, Is.GreaterThan(0).And.LessThan(1_000_000), "the day's samples are 88 MB");
    }

    [Test]
    public async Task Is_dark_where_the_screen_is([Values] bool isDark)
    {
        IPage page = await _browser.OpenAsync(Day, isDark: isDark);

        Assert.That(await HasColourAsync(page, "--paper"));
        Assert.That(await page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor"), Is.EqualTo(isDark ? "rgb(18, 20, 24)" : "rgb(244, 245, 247)"));
    }

    private static async Task<string[]> UnmetAsync(IPage page)
    {
        await page.EvaluateExpressionAsync($"{new BundledAxeScriptProvider().GetScript()}; 0");
        return await page.EvaluateExpressionAsync<string[]>(Unmet);
    }

    private static Task<string> TextAsync(IPage page, string selector) =>
        page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).textContent", selector);

    private static Task<string> StateAsync(IPage page) => TextAsync(page, ".state");

    private static Task<string> FocusAsync(IPage page) => page.EvaluateExpressionAsync<string>("document.activeElement.tagName");

    private static async Task<(double First, double Span)> PlaceAsync(IPage page)
    {
        string hash = await page.EvaluateExpressionAsync<string>("location.hash");
        double width = await page.EvaluateExpressionAsync<double>("document.querySelector('canvas[role=img]').clientWidth");
        System.Collections.Specialized.NameValueCollection query = System.Web.HttpUtility.ParseQueryString(hash.Split('?', 2) is [_, var text] ? text : "");
        double standard = width / (25 * 96 / 25.4) * LongLake.Rate;
        return (double.Parse(query["at"] ?? "0", CultureInfo.InvariantCulture), query["span"] is { } span ? double.Parse(span, CultureInfo.InvariantCulture) : standard);
    }

    private static async Task DragAsync(IPage page, decimal fromX, decimal fromY, decimal toX, decimal toY)
    {
        await page.Mouse.MoveAsync(fromX, fromY);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(toX, toY, new MoveOptions { Steps = 4 });
        await page.Mouse.UpAsync();
        await PageInBrowser.SettleAsync(page);
    }

    // Whether the paper has a pixel of one of the style sheet's colours.
    private static Task<bool> HasColourAsync(IPage page, string name) => page.EvaluateFunctionAsync<bool>(
        """
        name => {
          const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
          const colour = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
          const canvas = document.querySelector('canvas[role=img]');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          for (let at = 0; at < data.length; at += 4) if (colour.every((part, index) => Math.abs(data[at + index] - part) < 3)) return true;
          return false;
        }
        """,
        name);

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([\d.]+) ms · ([\d.]+)/min · ([\d.]+) mV in MLII$")]
    private static partial Regex Measure();
}
