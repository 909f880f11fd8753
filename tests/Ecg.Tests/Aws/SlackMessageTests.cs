using System.Text.Json;
using Ecg.Aws;
using Ecg.Aws.Slack;
using Ecg.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

internal sealed class SlackMessageTests
{
    private static readonly Uri Log = CloudWatchLink.To("eu-central-1", "/aws/lambda/ecg", "2026/11/22/[$LATEST]abc", "r-1");

    public static ConversionResult Rejection(string key, string detail = "the file is cut off") => new()
    {
        Key = key,
        Source = $"s3://raw/{key}",
        Status = ConversionStatus.Rejected,
        RecordId = key,
        Dataset = "ds",
        Reason = "corrupt-file",
        Detail = detail,
    };

    private static JsonElement Write(Uri? log, params ConversionResult[] rejections) =>
        JsonDocument.Parse(SlackMessage.Write(rejections, log, withNames: true)).RootElement;

    private static string[] Texts(JsonElement message, string type) =>
    [
        .. message.GetProperty("blocks").EnumerateArray()
            .Where(block => block.GetProperty("type").GetString() == type)
            .Select(block => block.GetProperty("text").GetProperty("text").GetString()!),
    ];

    [Test]
    public void Says_what_was_rejected_and_why_and_where_the_log_is()
    {
        JsonElement message = Write(Log, Rejection("ds/a.mat"));

        Assert.That(message.GetProperty("text").GetString(), Does.Contain("ds/a.mat").And.Contains("corrupt-file"));
        Assert.That(Texts(message, "header"), Has.One.EqualTo("1 ECG recording was rejected"));
        Assert.That(Texts(message, "section").Single(), Does.Contain("ds/a.mat").And.Contains("corrupt-file").And.Contains("the file is cut off"));
        Assert.That(message.GetProperty("blocks").EnumerateArray().Last().GetProperty("elements")[0].GetProperty("text").GetString(), Is.EqualTo($"<{Log.AbsoluteUri}|Log>"));
    }

    [Test]
    public void Names_no_recording_unless_it_is_told_to()
    {
        string message = System.Text.Encoding.UTF8.GetString(SlackMessage.Write([Rejection("Doe^John/a.mat"), Rejection("Doe^John/b.mat")], Log, withNames: false));

        Assert.That(message, Does.Not.Contain("Doe").And.Not.Contain("the file is cut off"));
        Assert.That(message, Does.Contain("2 ECG recordings were rejected").And.Contain("2 *corrupt-file*").And.Contain("|Log"));
    }

    [Test]
    public void Is_one_message_for_many_rejections_and_within_the_limits_of_Slack()
    {
        JsonElement message = Write(Log, [.. Enumerable.Range(0, 200).Select(number => Rejection($"ds/{number}{new string('<', 1000)}.mat", new string('&', 5000)))]);

        Assert.That(Texts(message, "header"), Has.One.EqualTo("200 ECG recordings were rejected"));
        Assert.That(message.GetProperty("blocks").GetArrayLength(), Is.LessThanOrEqualTo(50));
        Assert.That(Texts(message, "section").Max(text => text.Length), Is.LessThanOrEqualTo(3000).And.GreaterThan(600));
        Assert.That(message.GetRawText(), Does.Contain("and 180 more"));
    }

    [Test]
    public void Escapes_what_Slack_would_take_for_links_and_mentions()
    {
        string text = Texts(Write(null, Rejection("<!channel> & <https://x|y>.mat", "a\nb `c`")), "section").Single();

        Assert.That(text, Does.StartWith("`&lt;!channel&gt; &amp; &lt;https://x|y&gt;.mat`\n"));
        Assert.That(text, Does.Contain("a b `c`"));
    }

    [Test]
    public void Has_no_log_link_where_nobody_keeps_the_log() =>
        Assert.That(Write(null, Rejection("a.mat")).GetRawText(), Does.Not.Contain("Log>"));

    [Test]
    public void Links_to_the_log_as_the_console_writes_it() =>
        Assert.That(Log.AbsoluteUri, Is.EqualTo(
            "https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fecg/log-events/2026$252F11$252F22$252F$255B$2524LATEST$255Dabc$3FfilterPattern$3D$2522r-1$2522"));
}
