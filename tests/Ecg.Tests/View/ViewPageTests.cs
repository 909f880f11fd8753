using System.Globalization;
using System.Text.RegularExpressions;
using Ecg.Tests.Reporting;
using NUnit.Framework;
using PuppeteerSharp.Input;

namespace Ecg.Tests.View;

/// <summary>The page of <c>ecg view</c> as Chromium shows it.</summary>
[Parallelizable]
public sealed partial class ViewPageTests
{
    private const string Day = $"#/r/{LongLake.Id}";

    private const string Overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private LongLake _long = null!;
    private HostileLake _hostile = null!;
    private ServedLake _longPage = null!;
    private ServedLake _hostilePage = null!;
    private PageInBrowser _browser = null!;
    private PageInBrowser _hostileBrowser = null!;

    // What a test provokes.
    private readonly List<string> _expected = [];

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
        Assert.That(_browser.Complaints.Concat(_hostileBrowser.Complaints).Where(text => !_expected.Any(text.Contains)), Is.Empty);
        _expected.Clear();
    }

    [Test]
    public async Task Fits_the_screen_passes_axe_core_and_asks_nobody_else(
        [Values("#/", "#/?quality=rejected", "#/sql?sql=select+*+from+records", "#/r/it's%20%22x%22%20onload%3Dalert(1)%20%26%20%24(id)/it's%20%22x%22%20onload%3Dalert(1)%20%26%20%24(id)", "#/r/gone")] string place,
        [Values(390, 1280)] int width,
        [Values] bool isDark)
    {
        PageInBrowser page = _hostileBrowser;
        await page.OpenAsync(place, width, 844, isDark);

        _expected.Add(place == "#/r/gone" ? "400 (Bad Request)" : "nothing");
        Assert.That(await page.EvaluateAsync<double>(Overflow), Is.Zero);
        Assert.That(await page.UnmetAsync(), Is.Empty);
    }

    [Test]
    public async Task Passes_axe_core_with_calipers_and_keys_open([Values(390, 1280)] int width)
    {
        PageInBrowser page = _browser;
        await page.OpenAsync(Day, width);
        await page.PressAsync("c");
        Assert.That(await page.UnmetAsync(), Is.Empty);

        await page.PressAsync("?");
        await page.Page.WaitForSelectorAsync("dialog[open]");
        Assert.That(await page.UnmetAsync(), Is.Empty);
        Assert.That(await page.EvaluateAsync<double>(Overflow), Is.Zero);
    }

    [Test]
    public async Task Shows_hostile_names_as_the_text_that_they_are()
    {
        PageInBrowser page = _hostileBrowser;
        await page.OpenAsync("#/");

        Assert.That(await page.TextAsync("main"), Does.Contain(HostileLake.Script).And.Contains(HostileLake.Quotes).And.Contains("<b>"));
        Assert.That(await page.EvaluateAsync<int>("document.querySelectorAll('main script, main img, main b, main i').length"), Is.Zero);

        await page.PressAsync("j");
        await page.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync("canvas");
        await page.SettleAsync();
        Assert.That(await page.TextAsync("h1"), Does.Contain(HostileLake.Script));
        Assert.That(await page.TextAsync(".side"), Does.Contain("V\"><i>"));
    }

    [Test]
    public async Task Scrolls_zooms_and_keeps_the_place_in_the_address()
    {
        PageInBrowser page = _browser;
        await page.OpenAsync(Day);
        Assert.That(await StateAsync(page), Does.StartWith("0:00.0 – 0:10").And.Contains("of 24 h").And.Contains("from 08:30:00"));

        await page.Page.EvaluateExpressionAsync("document.querySelector('.sheet').dispatchEvent(new WheelEvent('wheel', { deltaY: 3780, bubbles: true, cancelable: true }))");
        await page.SettleAsync();
        (double first, double span) = await PlaceAsync(page);
        Assert.That(first, Is.EqualTo(40 * LongLake.Rate).Within(10), "3780 px at 25 mm/s are 40 s");

        await page.PressAsync("-");
        await page.SettleAsync();
        (double _, double wider) = await PlaceAsync(page);
        Assert.That(wider / span, Is.EqualTo(2).Within(0.01), "12.5 mm/s");
        Assert.That(await page.TextAsync(".toolbar"), Does.Contain("12.5 mm/s"));

        await page.PressAsync("w");
        await page.SettleAsync();
        Assert.That(await StateAsync(page), Does.StartWith("0:00 – 24:00:00 of 24 h"));

        string place = await page.EvaluateAsync<string>("location.hash");
        await page.OpenAsync(place);
        Assert.That(await StateAsync(page), Does.StartWith("0:00 – 24:00:00 of 24 h"));
    }

    [Test]
    public async Task Pans_with_one_finger_and_zooms_with_two()
    {
        PageInBrowser page = _browser;
        await page.OpenAsync(Day, width: 390, height: 844);
        (double _, double span) = await PlaceAsync(page);
        decimal[] middle = await page.EvaluateAsync<decimal[]>("(box => [box.x + box.width / 2, box.y + box.height / 2])(document.querySelector('.sheet').getBoundingClientRect())");
        (double x, double y) = ((double)middle[0], (double)middle[1]);

        await TouchAsync(page, [(x + 100, y)], [(x - 89, y)]);
        (double panned, double spanAfterPan) = await PlaceAsync(page);
        Assert.That(panned, Is.EqualTo(2 * LongLake.Rate).Within(10), "189 px at 25 mm/s are 2 s");
        Assert.That(spanAfterPan, Is.EqualTo(span).Within(1));

        await TouchAsync(page, [(x - 40, y), (x + 40, y)], [(x - 80, y), (x + 80, y)]);
        (double first, double spanAfterPinch) = await PlaceAsync(page);
        Assert.That(spanAfterPinch, Is.EqualTo(span / 2).Within(2), "fingers twice as far apart");
        Assert.That(first + (spanAfterPinch / 2), Is.EqualTo(panned + (span / 2)).Within(span / 50), "the place between the fingers stays");
    }

    [Test]
    public async Task Goes_to_each_finding()
    {
        PageInBrowser page = _browser;
        await page.OpenAsync(Day);
        await page.PressAsync(".");
        await page.SettleAsync();
        (double first, double span) = await PlaceAsync(page);

        Assert.That(await page.TextAsync("#announce"), Does.StartWith("10:00:00.0: Missing samples"));
        Assert.That(first + (span / 4), Is.EqualTo(LongLake.GapStart).Within(2));
        Assert.That(await page.TextAsync(".findings"), Does.Contain("14:00:00").And.Contains("Flat line, V1"));
        Assert.That(await HasColourAsync(page, "--missing"), "the gap is hatched");
    }

    [Test]
    public async Task Measures_with_the_calipers_what_SQL_says()
    {
        object?[][] peaks = [.. _long.Query("select \"sample\", mlii from {samples} where \"sample\" between 2560 and 3200 and mlii > 1.9 order by \"sample\"")];
        (int one, int other) = (Convert.ToInt32(peaks[1][0], CultureInfo.InvariantCulture), Convert.ToInt32(peaks[2][0], CultureInfo.InvariantCulture));
        PageInBrowser page = _browser;
        await page.OpenAsync($"{Day}?at=2560");
        (double first, double span) = await PlaceAsync(page);
        double width = await page.EvaluateAsync<double>("document.querySelector('canvas[role=img]').clientWidth");
        decimal left = await page.EvaluateAsync<decimal>("document.querySelector('.sheet').getBoundingClientRect().left");
        decimal top = await page.EvaluateAsync<decimal>("document.querySelector('.sheet').getBoundingClientRect().top");

        await page.PressAsync("c");
        await DragAsync(page, X(one), top + 60, X(other), top + 60 + 151.181m);
        string measured = await page.TextAsync(".measure");

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
        PageInBrowser page = _browser;
        await page.OpenAsync($"{Day}?at=2560&span=400");
        await page.PressAsync("c");
        string before = await page.TextAsync(".measure");
        for (int press = 0; press < 3; press++)
        {
            await page.PressAsync("ArrowLeft");
        }

        await page.SettleAsync();
        string after = await page.TextAsync(".measure");

        double gained = Number(Measure().Match(after), 1) - Number(Measure().Match(before), 1);
        Assert.That(gained, Is.EqualTo(3 * 1000.0 / LongLake.Rate).Within(0.11));
        Assert.That(await page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-valuetext')"), Does.Contain(after));
    }

    [Test]
    public async Task Turns_leads_off_and_on()
    {
        PageInBrowser page = _browser;
        await page.OpenAsync(Day);
        await page.Page.ClickAsync(".leads input");
        await page.SettleAsync();

        Assert.That(await page.EvaluateAsync<string>("document.querySelector('canvas[role=img]').getAttribute('aria-label')"), Does.StartWith("ECG paper, leads V1, from"));
        Assert.That(await page.EvaluateAsync<string>("location.hash"), Does.Contain("leads=v1"));
    }

    [Test]
    public async Task Can_be_used_with_the_keyboard_alone()
    {
        PageInBrowser page = _hostileBrowser;
        await page.OpenAsync("#/");
        await page.PressAsync("Tab");
        await page.PressAsync("/");
        Assert.That(await FocusAsync(page), Is.EqualTo("INPUT"));
        await page.Page.Keyboard.TypeAsync("onload");
        await page.Page.WaitForFunctionAsync("() => document.querySelectorAll('a.recording').length === 1");
        await page.PressAsync("Tab");

        // Every control can be reached, and shows that it has the focus.
        var reached = new HashSet<string>();
        for (int press = 0; press < 12; press++)
        {
            reached.Add(await FocusAsync(page));
            Assert.That(await page.EvaluateAsync<bool>("document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle === 'solid'"), "the focus is seen");
            await page.PressAsync("Tab");
        }

        Assert.That(reached, Is.SupersetOf(new[] { "SELECT", "A" }));
        await page.Page.FocusAsync("a.recording");
        await page.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync("canvas");
        await page.PressAsync("Escape");
        await page.Page.WaitForSelectorAsync("a.recording");
        Assert.That(await page.EvaluateAsync<string>("document.querySelector('[type=search]').value"), Is.EqualTo("onload"), "the list is as it was left");
    }

    [Test]
    public async Task Goes_through_the_recordings_by_keys()
    {
        PageInBrowser page = _hostileBrowser;
        await page.OpenAsync($"#/r/{Uri.EscapeDataString("<b>")}/{Uri.EscapeDataString(HostileLake.Script)}");
        await page.PressAsync("n");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('h1').textContent.includes('onload')");
        await page.SettleAsync();
        await page.PressAsync("p");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('h1').textContent.includes('script')");
    }

    [Test]
    public async Task Answers_SQL_with_a_table_that_leads_to_the_places()
    {
        PageInBrowser page = _browser;
        await page.OpenAsync($"#/sql?sql={Uri.EscapeDataString("select dataset, record_id, start_sample from annotations where kind = 'missing' limit 1")}");
        await page.Page.ClickAsync(".scroll td a");
        await page.Page.WaitForSelectorAsync("canvas");
        await page.SettleAsync();

        Assert.That(await StateAsync(page), Does.Match(@"^(9:59:5\d\.\d|10:00:0\d\.\d) – "));
    }

    [Test]
    public async Task Says_what_is_wrong_with_SQL()
    {
        PageInBrowser page = _browser;
        await page.OpenAsync("#/sql?sql=select+nothing");

        _expected.Add("400 (Bad Request)");
        Assert.That(await page.TextAsync(".sql [role=alert]"), Does.StartWith("Referenced column \"nothing\""));
    }

    // 60 frames a second are 16.7 ms each. Here the browser paints without a graphics card, on cores that others use too, so
    // what is held is what the page itself takes of a frame.
    [TestCase("", TestName = "Draws a frame in time while ten seconds are panned")]
    [TestCase("?span=1000000", TestName = "Draws a frame in time while two hours are panned")]
    public async Task Draws_a_frame_in_time(string place)
    {
        PageInBrowser page = _browser;
        await page.OpenAsync(Day + place);

        double[] frames = await page.Page.EvaluateFunctionAsync<double[]>("""
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
        PageInBrowser page = _browser;
        await page.OpenAsync(Day);
        await page.PressAsync("w");
        await page.SettleAsync();

        long bytes = await page.EvaluateAsync<long>("performance.getEntriesByType('resource').filter(entry => entry.name.includes('/api/tile')).reduce((sum, entry) => sum + entry.encodedBodySize, 0)");

        Assert.That(bytes, Is.GreaterThan(0).And.LessThan(1_000_000), "the day's samples are 88 MB");
    }

    [Test]
    public async Task Is_dark_where_the_screen_is([Values] bool isDark)
    {
        PageInBrowser page = _browser;
        await page.OpenAsync(Day, isDark: isDark);

        Assert.That(await HasColourAsync(page, "--paper"));
        Assert.That(await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"), Is.EqualTo(isDark ? "rgb(18, 20, 24)" : "rgb(244, 245, 247)"));
    }

    private static Task<string> StateAsync(PageInBrowser page) => page.TextAsync(".state");

    private static Task<string> FocusAsync(PageInBrowser page) => page.EvaluateAsync<string>("document.activeElement.tagName");

    // The fingers go together, in steps, as the events of a screen have them.
    private static async Task TouchAsync(PageInBrowser page, (double X, double Y)[] from, (double X, double Y)[] to)
    {
        const int Steps = 10;
        for (int step = 0; step <= Steps; step++)
        {
            double part = (double)step / Steps;
            object[] points = [.. from.Zip(to, (begin, end) => new { x = begin.X + (part * (end.X - begin.X)), y = begin.Y + (part * (end.Y - begin.Y)) })
                .Select((point, id) => new { point.x, point.y, id })];
            await page.Page.Client.SendAsync("Input.dispatchTouchEvent", new { type = step == 0 ? "touchStart" : "touchMove", touchPoints = points });
        }

        await page.Page.Client.SendAsync("Input.dispatchTouchEvent", new { type = "touchEnd", touchPoints = Array.Empty<object>() });
        await page.SettleAsync();
    }

    private static async Task<(double First, double Span)> PlaceAsync(PageInBrowser page)
    {
        string hash = await page.EvaluateAsync<string>("location.hash");
        double width = await page.EvaluateAsync<double>("document.querySelector('canvas[role=img]').clientWidth");
        System.Collections.Specialized.NameValueCollection query = System.Web.HttpUtility.ParseQueryString(hash.Split('?', 2) is [_, var text] ? text : "");
        double standard = width / (25 * 96 / 25.4) * LongLake.Rate;
        return (double.Parse(query["at"] ?? "0", CultureInfo.InvariantCulture), query["span"] is { } span ? double.Parse(span, CultureInfo.InvariantCulture) : standard);
    }

    private static async Task DragAsync(PageInBrowser page, decimal fromX, decimal fromY, decimal toX, decimal toY)
    {
        await page.Page.Mouse.MoveAsync(fromX, fromY);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(toX, toY, new MoveOptions { Steps = 4 });
        await page.Page.Mouse.UpAsync();
        await page.SettleAsync();
    }

    // Whether the paper has a pixel of one of the style sheet's colours.
    private static Task<bool> HasColourAsync(PageInBrowser page, string name) => page.Page.EvaluateFunctionAsync<bool>(
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

    [GeneratedRegex(@"^([\d.]+) ms · ([\d.]+) bpm · ([\d.]+) mV in MLII$")]
    private static partial Regex Measure();
}
