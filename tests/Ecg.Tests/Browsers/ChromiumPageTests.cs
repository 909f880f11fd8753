using NUnit.Framework;

namespace Ecg.Tests.Browsers;

/// <summary>That the tests of pages would hear of a fault.</summary>
public sealed class ChromiumPageTests
{
    [Test]
    public async Task Hears_what_is_asked_for_what_is_missing_and_what_is_thrown()
    {
        await using ChromiumPage browser = await ChromiumPage.StartAsync();
        string dir = Directory.CreateTempSubdirectory("ecg-page-").FullName;
        try
        {
            string file = Path.Combine(dir, "page.html");
            await File.WriteAllTextAsync(file, "<img src='missing.png'><script>throw new Error('thrown')</script>");

            await browser.OpenAsync(new Uri(file), 390, 844);

            Assert.That(browser.Requests, Is.EqualTo(new[] { new Uri(file).AbsoluteUri, new Uri(Path.Combine(dir, "missing.png")).AbsoluteUri }));
            Assert.That(browser.Complaints, Has.Some.Contains("thrown").And.Some.Contains("ERR_FILE_NOT_FOUND"));
        }
        finally
        {
            Directory.Delete(dir, recursive: true);
        }
    }
}
