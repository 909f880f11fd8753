using Ecg.Aws;
using NUnit.Framework;
using Serilog.Events;

namespace Ecg.Tests.Aws;

internal sealed class PipelineEnvironmentTests
{
    private static PipelineEnvironment Read(params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        environment.TryAdd("ECG_PROCESSED_BUCKET", "lake");
        return PipelineEnvironment.Read(name => environment.GetValueOrDefault(name));
    }

    [Test]
    public void Reads_what_the_environment_decides()
    {
        PipelineEnvironment settings = Read(
            ("ECG_SLACK_WEBHOOK_PARAMETER", "slack-webhook"), ("ECG_DEFAULT_SAMPLING_RATE", "360.5"), ("ECG_DEFAULT_GAIN", "200"),
            ("ECG_NORMALIZE", "true"), ("ECG_FILL", "true"), ("ECG_DEIDENTIFY", "true"), ("ECG_LOG_LEVEL", "debug"));

        Assert.That(settings.ProcessedBucket, Is.EqualTo("lake"));
        Assert.That(settings.SlackWebhookParameter, Is.EqualTo("slack-webhook"));
        Assert.That((settings.Options.Defaults.SamplingRate, settings.Options.Defaults.Gain), Is.EqualTo((360.5, 200.0)));
        Assert.That((settings.Options.Normalize, settings.Options.Fill, settings.Options.Deidentify), Is.EqualTo((true, true, true)));
        Assert.That(settings.LogLevel, Is.EqualTo(LogEventLevel.Debug));
    }

    [Test]
    public void Takes_an_empty_variable_for_none()
    {
        PipelineEnvironment settings = Read(("ECG_SLACK_WEBHOOK_PARAMETER", ""), ("ECG_DEFAULT_SAMPLING_RATE", " "), ("ECG_NORMALIZE", ""), ("ECG_LOG_LEVEL", ""));

        Assert.That(settings.SlackWebhookParameter, Is.Null);
        Assert.That(settings.Options.Defaults.SamplingRate, Is.Null);
        Assert.That((settings.Options.Normalize, settings.Options.Fill, settings.Options.Deidentify), Is.EqualTo((false, false, false)));
    }

    [TestCase("ECG_PROCESSED_BUCKET", " ")]
    [TestCase("ECG_DEFAULT_SAMPLING_RATE", "360 Hz")]
    [TestCase("ECG_DEFAULT_SAMPLING_RATE", "-1")]
    [TestCase("ECG_DEFAULT_GAIN", "NaN")]
    [TestCase("ECG_DEFAULT_GAIN", "0")]
    [TestCase("ECG_NORMALIZE", "yes")]
    [TestCase("ECG_FILL", "1")]
    [TestCase("ECG_DEIDENTIFY", "yes")]
    [TestCase("ECG_LOG_LEVEL", "loud")]
    [TestCase("ECG_LOG_LEVEL", "2")]
    public void Names_the_variable_that_is_wrong(string name, string value)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Read((name, value)))!;

        Assert.That(error.Message, Does.StartWith(name).And.Not.Contains("\n"));
    }
}
