using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using Ecg.Tests.Cli;
using NUnit.Framework;
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
    private Browser? _browser;

    [OneTimeSetUp]
    public void OneTimeSetUp()
    {
        _browser = Browser.Start();
        _dir = Directory.CreateTempSubdirectory("ecg-report-").FullName;
        Assert.That(EcgCall.Of("demo", "--dir", Path.Combine(_dir, "demo")).Status, Is.Zero);
        _demo = Path.Combine(_dir, "demo", "report.html");
        _hostile = Path.Combine(_dir, "hostile.html");
        using var lake = new HostileLake();
        File.WriteAllText(_hostile, lake.Report());
    }

    [OneTimeTearDown]
    public void OneTimeTearDown()
    {
        _browser?.Dispose();
        if (_dir is not null)
        {
            Directory.Delete(_dir, recursive: true);
        }
    }

    [Test]
    public void Fits_the_screen_can_be_read_and_asks_for_nothing(
        [Values("demo", "hostile")] string report, [Values(320, 390, 768, 1280)] int width, [Values] bool isDark)
    {
        string file = report == "demo" ? _demo : _hostile;
        int before = _browser!.Requests.Count;
        _browser.Open(file, width, 844, isDark, isPhone: width < 768);

        Assert.That((double?)_browser.Evaluate(Overflow), Is.LessThanOrEqualTo(0.5));
        Assert.That((double?)_browser.Evaluate(LeastContrast), Is.GreaterThanOrEqualTo(4.5));
        Assert.That((int?)_browser.Evaluate("innerWidth"), Is.EqualTo(width));
        Assert.That(_browser.Requests.Skip(before), Is.EqualTo(new[] { new Uri(file).AbsoluteUri }));
        Assert.That(_browser.Complaints, Is.Empty);
    }

    [Test]
    public void Passes_axe_core([Values("demo", "hostile")] string report, [Values(390, 1280)] int width, [Values] bool isDark)
    {
        _browser!.Open(report == "demo" ? _demo : _hostile, width, 844, isDark, isPhone: width == 390);
        _browser.Evaluate($"{new BundledAxeScriptProvider().GetScript()}; 0");

        JsonNode found = _browser.Evaluate(Unmet)!;

        Assert.That(found["unmet"]!.AsArray().Select(rule => (string?)rule), Is.Empty);
        Assert.That(found["passes"]!.AsArray().Select(rule => (string?)rule), Is.SupersetOf(new[] { "color-contrast", "heading-order", "svg-img-alt", "html-has-lang" }));
    }

    [Test]
    public void Axe_core_notices_a_fault()
    {
        _browser!.Open(_demo, 390, 844, isDark: false, isPhone: true);
        _browser.Evaluate($$"""
            {{new BundledAxeScriptProvider().GetScript()}};
            document.querySelector('svg.strip').removeAttribute('aria-label');
            document.querySelector('h2').style.color = '#bbb';
            document.querySelector('h3').outerHTML = '<h6>skipped</h6>';
            """);

        IEnumerable<string> unmet = _browser.Evaluate(Unmet)!["unmet"]!.AsArray().Select(rule => ((string)rule!).Split(':')[0]);

        Assert.That(unmet, Is.SupersetOf(new[] { "svg-img-alt", "color-contrast", "heading-order" }));
    }

    [Test]
    public void Shows_a_trace_on_paper_in_the_screens_own_colours([Values] bool isDark)
    {
        _browser!.Open(_demo, 390, 844, isDark, isPhone: true);
        _browser.Evaluate("document.querySelector('svg.strip').scrollIntoView({block: 'start', behavior: 'instant'})");

        using var picture = SKBitmap.Decode(_browser.Picture());
        HashSet<SKColor> colours = picture.Pixels.ToHashSet();

        Assert.That(colours, Does.Contain(SKColor.Parse(isDark ? "#191416" : "#fffdfc")));
        Assert.That(colours, Does.Contain(SKColor.Parse(isDark ? "#f5f1ee" : "#14141a")));
    }

    [Test]
    public void Tells_a_screen_reader_what_it_shows([Values(390, 1280)] int width)
    {
        _browser!.Open(_demo, width, 844, isDark: false, isPhone: width == 390);

        IReadOnlyList<(string Role, string Name)> nodes = _browser.Accessible();

        Assert.That(nodes.Count(node => node.Role == "table"), Is.EqualTo(2));
        Assert.That(nodes.Count(node => node.Role == "row"), Is.EqualTo(1 + 22 + 1 + 2));
        Assert.That(nodes.Count(node => node.Role == "columnheader"), Is.EqualTo(9 + 3));
        Assert.That(nodes.Count(node => node.Role == "rowheader"), Is.EqualTo(22 + 2));
        Assert.That(nodes.Where(node => node.Role is "image" or "img").Select(node => node.Name), Has.Exactly(22).StartsWith("ECG strip of lead "));
        Assert.That(nodes.Where(node => node.Role is "link" or "heading" or "table" or "image" or "region").Select(node => node.Name), Has.None.Empty);
    }
}
