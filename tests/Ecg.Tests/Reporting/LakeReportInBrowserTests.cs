using Deque.AxeCore.Commons;
using Ecg.Tests.Browsers;
using Ecg.Tests.Cli;
using NUnit.Framework;
using PuppeteerSharp.Media;
using SkiaSharp;

namespace Ecg.Tests.Reporting;

/// <summary>The demo's report, and one of hostile names, as Chromium shows them.</summary>
public sealed class LakeReportInBrowserTests
{
    // The contrast of each text with the nearest background behind it, as the browser computes them.
    private const string LeastContrast = """
        (() => {
          const parts = text => text.match(/[\d.]+/g).map(Number);
          const linear = part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
          const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
          const behind = element => {
            for (let at = element; at; at = at.parentElement) {
              const back = parts(getComputedStyle(at).backgroundColor);
              if (back.length === 3 || back[3] === 1) return back;
            }
            return [255, 255, 255];
          };
          let least = 21;
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (!texts.currentNode.data.trim()) continue;
            const [a, b] = [parts(getComputedStyle(element).color), behind(element)].map(luminance);
            least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
          }
          return least;
        })()
        """;

    private const string Overflow = """
        [document.documentElement.scrollWidth - document.documentElement.clientWidth,
         ...[...document.body.querySelectorAll('*')].filter(element => !element.closest('thead'))
           .map(element => element.getBoundingClientRect().right - document.documentElement.clientWidth)]
           .reduce((a, b) => Math.max(a, b))
        """;

    // Every rule that axe-core has, WCAG's level AAA and the experimental ones too; what it cannot decide counts as unmet.
    private const string Unmet = """
        axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'experimental'] } })
          .then(found => ({
            passes: found.passes.map(rule => rule.id),
            unmet: [...found.violations, ...found.incomplete].map(rule =>
              `${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | ')}`),
          }))
        """;

    private string _dir = null!;
    private string _demo = null!;
    private string _hostile = null!;
    private ChromiumPage? _browser;

    [OneTimeSetUp]
    public async Task OneTimeSetUp()
    {
        _browser = await ChromiumPage.StartAsync();
        _dir = Directory.CreateTempSubdirectory("ecg-report-").FullName;
        Assert.That(EcgCall.Of("demo", "--dir", Path.Combine(_dir, "demo")).Status, Is.Zero);
        _demo = Path.Combine(_dir, "demo", "report.html");
        _hostile = Path.Combine(_dir, "hostile.html");
        using var lake = new HostileLake();
        File.WriteAllText(_hostile, lake.Report());
    }

    [OneTimeTearDown]
    public async Task OneTimeTearDown()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        if (_dir is not null)
        {
            Directory.Delete(_dir, recursive: true);
        }
    }

    [Test]
    public async Task Fits_the_screen_can_be_read_and_asks_for_nothing(
        [Values("demo", "hostile")] string report, [Values(320, 390, 768, 1280)] int width, [Values] bool isDark)
    {
        Uri file = Report(report);
        await _browser!.OpenAsync(file, width, 844, isDark, isPhone: width < 768);

        Assert.That(await EvaluateAsync<double>(Overflow), Is.LessThanOrEqualTo(0.5));
        Assert.That(await EvaluateAsync<double>(LeastContrast), Is.GreaterThanOrEqualTo(4.5));
        Assert.That(await EvaluateAsync<int>("innerWidth"), Is.EqualTo(width));
        Assert.That(_browser.Requests, Is.EqualTo(new[] { file.AbsoluteUri }));
        Assert.That(_browser.Complaints, Is.Empty);
    }

    [Test]
    public async Task Passes_axe_core([Values("demo", "hostile")] string report, [Values(390, 1280)] int width, [Values] bool isDark)
    {
        await _browser!.OpenAsync(Report(report), width, 844, isDark, isPhone: width == 390);
        await EvaluateAsync<int>($"{new BundledAxeScriptProvider().GetScript()}; 0");

        AxeFindings found = await EvaluateAsync<AxeFindings>(Unmet);

        Assert.That(found.Unmet, Is.Empty);
        Assert.That(found.Passes, Is.SupersetOf(new[] { "color-contrast", "heading-order", "svg-img-alt", "html-has-lang" }));
    }

    [Test]
    public async Task Axe_core_notices_a_fault()
    {
        await _browser!.OpenAsync(Report("demo"), 390, 844, isPhone: true);
        await EvaluateAsync<int>($$"""
            {{new BundledAxeScriptProvider().GetScript()}};
            document.querySelector('svg.strip').removeAttribute('aria-label');
            document.querySelector('h2').style.color = '#bbb';
            document.querySelector('h3').outerHTML = '<h6>skipped</h6>';
            0
            """);

        IEnumerable<string> unmet = (await EvaluateAsync<AxeFindings>(Unmet)).Unmet.Select(rule => rule.Split(':')[0]);

        Assert.That(unmet, Is.SupersetOf(new[] { "svg-img-alt", "color-contrast", "heading-order" }));
    }

    [Test]
    public async Task Shows_a_trace_on_paper_in_the_screens_own_colours([Values] bool isDark)
    {
        await _browser!.OpenAsync(Report("demo"), 390, 844, isDark, isPhone: true);
        await _browser.Page.EvaluateExpressionAsync("document.querySelector('svg.strip').scrollIntoView({block: 'start', behavior: 'instant'})");

        using var picture = SKBitmap.Decode(await _browser.Page.ScreenshotDataAsync());
        HashSet<SKColor> colours = picture.Pixels.ToHashSet();

        Assert.That(colours, Does.Contain(SKColor.Parse(isDark ? "#191416" : "#fffdfc")));
        Assert.That(colours, Does.Contain(SKColor.Parse(isDark ? "#f5f1ee" : "#14141a")));
    }

    [Test]
    public async Task Sorts_and_filters()
    {
        await _browser!.OpenAsync(Report("demo"), 1280, 844);

        Shown found = await EvaluateAsync<Shown>("""
            (() => {
              const [search, quality, order] = document.querySelectorAll('#tools input, #tools select');
              const set = (control, value) => { control.value = value; control.dispatchEvent(new Event('input')); };
              const shown = () => [...document.querySelectorAll('#recordings-table tbody tr')].filter(row => row.offsetParent !== null);
              set(quality, 'suspect');
              const chosen = shown().map(row => row.dataset.quality);
              const strips = [...document.querySelectorAll('article')].filter(strip => strip.offsetParent !== null).length;
              set(quality, 'all');
              set(order, 'Fastest heart rate');
              const rates = shown().map(row => Number(row.dataset.rate));
              set(search, 'no such text');
              return { chosen, strips, rates, none: shown().length, said: document.querySelector('#tools p').textContent };
            })()
            """);

        Assert.Multiple(() =>
        {
            Assert.That(found.Chosen, Has.Length.InRange(1, 21).And.All.EqualTo("suspect"));
            Assert.That(found.Strips, Is.EqualTo(found.Chosen.Length));
            Assert.That(found.Rates, Is.Ordered.Descending.And.Some.GreaterThan(40));
            Assert.That(found.None, Is.Zero);
            Assert.That(found.Said, Is.EqualTo("0 of 22 shown"));
        });
    }

    // The width of A4 between margins of 10 mm, in pixels.
    [Test]
    public async Task Breaks_no_word_in_print()
    {
        await _browser!.OpenAsync(Report("demo"), 718, 1000);
        await _browser.Page.EmulateMediaTypeAsync(MediaType.Print);
        try
        {
            string[] broken = await EvaluateAsync<string[]>("""
                (() => {
                  const broken = [];
                  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                  while (texts.nextNode()) {
                    if (texts.currentNode.parentElement.closest('script, code, .source')) continue;
                    for (const word of texts.currentNode.data.matchAll(/[^\s-]+/g)) {
                      const range = document.createRange();
                      range.setStart(texts.currentNode, word.index);
                      range.setEnd(texts.currentNode, word.index + word[0].length);
                      if (new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1) broken.push(word[0]);
                    }
                  }
                  return broken;
                })()
                """);

            Assert.That(broken, Is.Empty);
            Assert.That(await EvaluateAsync<double>(Overflow), Is.LessThanOrEqualTo(0.5), "the paper's width");
        }
        finally
        {
            await _browser.Page.EmulateMediaTypeAsync(MediaType.None);
        }
    }

    [Test]
    public async Task Tells_a_screen_reader_what_it_shows([Values(390, 1280)] int width)
    {
        await _browser!.OpenAsync(Report("demo"), width, 844, isPhone: width == 390);

        IReadOnlyList<(string Role, string Name)> nodes = await _browser.AccessibleAsync();

        Assert.That(nodes.Count(node => node.Role == "table"), Is.EqualTo(5));
        Assert.That(nodes.Count(node => node.Role == "row"), Is.AtLeast(1 + 22 + 1 + 2 + 1 + 1));
        Assert.That(nodes.Count(node => node.Role == "columnheader"), Is.EqualTo(9 + 3 + 5 + 5 + 3));
        Assert.That(nodes.Count(node => node.Role == "rowheader"), Is.AtLeast(22 + 2 + 2));
        Assert.That(nodes.Where(node => node.Role is "image" or "img").Select(node => node.Name), Has.Exactly(22).StartsWith("ECG strip of lead "));
        Assert.That(nodes.Where(node => node.Role is "link" or "heading" or "table" or "image" or "region").Select(node => node.Name), Has.None.Empty);
    }

    private Uri Report(string name) => new(name == "demo" ? _demo : _hostile);

    private Task<T> EvaluateAsync<T>(string expression) => _browser!.Page.EvaluateExpressionAsync<T>(expression);

    private sealed record AxeFindings(string[] Passes, string[] Unmet);

    private sealed record Shown(string[] Chosen, int Strips, double[] Rates, int None, string Said);
}
