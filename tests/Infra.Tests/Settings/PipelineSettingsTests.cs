using Infra.Settings;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests.Settings;

/// <summary>Settings are read, and whatever is wrong with them is said at once.</summary>
[TestFixture]
public sealed class PipelineSettingsTests
{
    [Test]
    public void Takes_the_defaults_of_the_project()
    {
        var settings = PipelineSettings.Read("dev", new FakeSettings());
        Assert.Multiple(() =>
        {
            Assert.That(settings.Storage, Is.EqualTo(new StorageSettings(true, 7, "GLACIER_IR", 30, 7, null, null)));
            Assert.That(settings.Ingestion, Is.EqualTo(new IngestionSettings(1860, 5)));
            Assert.That(settings.Conversion.TimeoutSeconds, Is.EqualTo(300));
            Assert.That(settings.Conversion.ReservedConcurrency, Is.Null);
            Assert.That(settings.Conversion.Platform, Is.EqualTo(new ImagePlatform("linux/amd64", "x86_64")));
            Assert.That(settings.Conversion.DefaultSamplingRateHz, Is.Null);
            Assert.That(settings.Conversion.DefaultGain, Is.Null);
            Assert.That(settings.Conversion.DefaultBaseline, Is.Null);
            Assert.That(settings.Conversion.Fill, Is.False);
            Assert.That(settings.Conversion.SlackWebhook, Is.Null);
            Assert.That(settings.Alerting, Is.EqualTo(new AlertingSettings(60, 6, 36, 20, "ecg@example.org", null, null)));
            Assert.That(settings.Conversion.Deidentify, Is.False);
            Assert.That(settings.Regulated, Is.Null);
            Assert.That(settings.GitHub, Is.Null);
        });
    }

    [TestCase("owner", "team;x", "owner: 'team;x' is not 1 to 128 letters, digits, spaces and _ . : / = + - @")]
    [TestCase("creator", null, "creator: not set; it must be 1 to 128 letters, digits, spaces and _ . : / = + - @")]
    [TestCase("keepData", "yes", "keepData: 'yes' is not true or false")]
    [TestCase("glacierAfterDays", "0", "glacierAfterDays: '0' is not a whole number from 1 to 3650 days")]
    [TestCase("glacierAfterDays", "7.5", "glacierAfterDays: '7.5' is not a whole number from 1 to 3650 days")]
    [TestCase("glacierAfterDays", null, "glacierAfterDays: not set; it must be a whole number from 1 to 3650 days")]
    [TestCase("glacierStorageClass", "STANDARD", "glacierStorageClass: 'STANDARD' is not one of GLACIER_IR, GLACIER, DEEP_ARCHIVE")]
    [TestCase("oldVersionsExpireAfterDays", "-1", "oldVersionsExpireAfterDays: '-1' is not a whole number from 1 to 3650 days")]
    [TestCase("queryResultsExpireAfterDays", "366", "queryResultsExpireAfterDays: '366' is not a whole number from 1 to 365 days")]
    [TestCase("visibilityTimeoutSeconds", "43201", "visibilityTimeoutSeconds: '43201' is not a whole number from 1 to 43200 seconds")]
    [TestCase("visibilityTimeoutSeconds", "1804", "visibilityTimeoutSeconds: '1804' is below 1805, which is 6 x functionTimeoutSeconds (300) + batchWindowSeconds (5)")]
    [TestCase("functionTimeoutSeconds", "310", "visibilityTimeoutSeconds: '1860' is below 1865, which is 6 x functionTimeoutSeconds (310) + batchWindowSeconds (5)")]
    [TestCase("maxReceiveCount", "0", "maxReceiveCount: '0' is not a whole number from 1 to 1000")]
    [TestCase("functionTimeoutSeconds", "901", "functionTimeoutSeconds: '901' is not a whole number from 1 to 900 seconds")]
    [TestCase("functionMemoryMb", "127", "functionMemoryMb: '127' is not a whole number from 128 to 10240 MB")]
    [TestCase("functionEphemeralStorageMb", "511", "functionEphemeralStorageMb: '511' is not a whole number from 512 to 10240 MB")]
    [TestCase("functionReservedConcurrency", "-2", "functionReservedConcurrency: '-2' is not a whole number from -1 to 1000")]
    [TestCase("functionReservedConcurrency", "0", "functionReservedConcurrency: '0' would send every message to the dead-letter queue; to let uploads wait in the queue, set paused to true")]
    [TestCase("functionReservedConcurrency", "9", "maximumConcurrency: '10' is above functionReservedConcurrency (9), so throttled messages would end in the dead-letter queue")]
    [TestCase("imagePlatform", "arm64", "imagePlatform: 'arm64' is not one of linux/amd64, linux/arm64")]
    [TestCase("imageUri", "example.org/convert:latest", "imageUri: 'example.org/convert:latest' is not an image by its digest, such as 123456789012.dkr.ecr.us-east-1.amazonaws.com/NAME@sha256:..., or empty")]
    [TestCase("batchSize", "0", "batchSize: '0' is not a whole number from 1 to 10000 messages")]
    [TestCase("batchWindowSeconds", "301", "batchWindowSeconds: '301' is not a whole number from 0 to 300 seconds")]
    [TestCase("maximumConcurrency", "1", "maximumConcurrency: '1' is not a whole number from 2 to 1000")]
    [TestCase("logRetentionDays", "31", "logRetentionDays: '31' is not one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653")]
    [TestCase("logLevel", "INFO", "logLevel: 'INFO' is not one of Verbose, Debug, Information, Warning, Error, Fatal")]
    [TestCase("defaultSamplingRate", "NaN", "defaultSamplingRate: 'NaN' is not a number from 0.001 to 1000000 Hz, or empty")]
    [TestCase("defaultGain", "-1", "defaultGain: '-1' is not a number from 0.001 to 1000000000 adu/mV, or empty")]
    [TestCase("defaultBaseline", "0.5", "defaultBaseline: '0.5' is not a whole number from -2147483648 to 2147483647, or empty")]
    [TestCase("objectLockDays", "-1", "objectLockDays: '-1' is not a whole number from 0 to 36500 days")]
    [TestCase("replicaBucket", "copies", "replicaBucket and replicaAccountId: 'copies' and ''; set both, or neither")]
    [TestCase("replicaAccountId", "1234", "replicaAccountId: '1234' is not the 12 digits of an account, or empty")]
    [TestCase("replicaKeyArn", "alias/copies", "replicaKeyArn: 'alias/copies' is not the ARN of a KMS key, or empty")]
    [TestCase("regulated", "yes", "regulated: 'yes' is not true or false")]
    [TestCase("deidentify", "1", "deidentify: '1' is not true or false")]
    [TestCase("auditLogDays", "0", "auditLogDays: '0' is not a whole number from 1 to 36500 days")]
    [TestCase("analystRoles", "analysts", "analystRoles: 'analysts' is not a list of IAM role ARNs, separated by commas, or empty")]
    [TestCase("analystRoles", "arn:aws:iam::123456789012:role/a, arn:aws:iam::123456789012:role/b", "analystRoles: only a regulated stack hides columns; set regulated to true, or leave analystRoles empty")]
    [TestCase("fill", "yes", "fill: 'yes' is not true or false")]
    [TestCase("normalize", "1", "normalize: '1' is not true or false")]
    [TestCase("slackWebhook", "http://example.org/seen", "slackWebhook: '(a secret)' is not an https:// address")]
    [TestCase("crawlerSchedule", "hourly", "crawlerSchedule: 'hourly' is not a schedule of six fields such as cron(0 * * * ? *)")]
    [TestCase("queryScanLimitMb", "2048", "queryScanLimitMb: '2048' is not a whole number from 10 to 2047 MB")]
    [TestCase("oldestMessageMinutes", "0", "oldestMessageMinutes: '0' is not a whole number from 1 to 5760 minutes")]
    [TestCase("alertEmail", "me", "alertEmail: 'me' is not an e-mail address, or empty")]
    [TestCase("slackTeamId", "C1", "slackTeamId: 'C1' is not the id of a Slack workspace such as T0123ABCD, or empty")]
    [TestCase("slackTeamId", "T0123ABCD", "slackTeamId and slackChannelId: 'T0123ABCD' and ''; set both, or neither")]
    [TestCase("slackChannelId", "general", "slackChannelId: 'general' is not the id of a Slack channel such as C0123ABCD, or empty")]
    [TestCase("monthlyBudgetUsd", "-1", "monthlyBudgetUsd: '-1' is not a whole number from 0 to 1000000 USD")]
    [TestCase("silenceHours", "25", "silenceHours: '25' is not a whole number from 1 to 24 hours")]
    [TestCase("crawlSilenceHours", "0", "crawlSilenceHours: '0' is not a whole number from 1 to 168 hours")]
    [TestCase("rejectedPercent", "0", "rejectedPercent: '0' is not a whole number from 1 to 100 %")]
    [TestCase("alertEmail", null, "alertEmail: not set, and neither is slackChannelId, so nobody would receive the alarms; with keepData, set one of them")]
    [TestCase("githubRepository", "ecg-pipeline", "githubRepository: 'ecg-pipeline' is not a repository such as owner/name, or empty")]
    [TestCase("githubRepository", "*/ecg-pipeline", "githubRepository: '*/ecg-pipeline' is not a repository such as owner/name, or empty")]
    [TestCase("githubRepositoryId", "ecg", "githubRepositoryId: 'ecg' is not the numeric id of a repository, or empty")]
    [TestCase("githubRepositoryId", "1", "githubRepository and githubRepositoryId: '' and '1'; set both, or neither. `gh api repos/OWNER/NAME --jq .id` prints the id")]
    [TestCase("githubRepository", "example-org/ecg", "githubRepository and githubRepositoryId: 'example-org/ecg' and ''; set both, or neither. `gh api repos/example-org/ecg --jq .id` prints the id")]
    [TestCase("githubBranch", "*", "githubBranch: '*' is not the name of a branch")]
    [TestCase("githubEnvironment", "a b", "githubEnvironment: 'a b' is not the name of an environment, or empty")]
    [TestCase("githubCreateOidcProvider", "", "githubCreateOidcProvider: not set; it must be true or false")]
    [TestCase("stateBucket", "State", "stateBucket: 'State' is not the name of a bucket, or empty")]
    [TestCase("stateKeyArn", "alias/state", "stateKeyArn: 'alias/state' is not the ARN of a KMS key, or empty")]
    public void Names_the_setting_its_value_and_what_it_may_be(string key, string? value, string problem)
        => Assert.That(Problems("dev", (key, value)), Is.EqualTo([problem]));

    [TestCase("Prod")]
    [TestCase("pr_1")]
    [TestCase("dev-")]
    [TestCase("a-name-that-is-too-long")]
    public void Takes_no_stack_whose_name_cannot_be_a_buckets(string stack)
        => Assert.That(Problems(stack), Has.One.StartsWith($"the stack's name: '{stack}' is not"));

    [Test]
    public void Asks_for_a_window_where_a_batch_is_large()
        => Assert.That(
            Problems("dev", ("batchSize", "11"), ("batchWindowSeconds", "0")),
            Is.EqualTo(["batchWindowSeconds: '0' must be 1 to 300 if batchSize (11) is above 10"]));

    [Test]
    public void Says_everything_that_is_wrong_at_once_and_then_what_to_do()
    {
        var source = new FakeSettings { ["glacierAfterDays"] = "soon", ["logLevel"] = "loud", ["maximumConcurrency"] = null };
        SettingsException? error = Assert.Throws<SettingsException>(() => PipelineSettings.Read("dev", source));
        Assert.That(
            error!.Message.Split('\n'),
            Is.EqualTo(
            [
                "Stack 'dev' cannot be deployed: 3 settings must change:",
                "  glacierAfterDays: 'soon' is not a whole number from 1 to 3650 days",
                "  maximumConcurrency: not set; it must be a whole number from 2 to 1000",
                "  logLevel: 'loud' is not one of Verbose, Debug, Information, Warning, Error, Fatal",
                "Set each with `pulumi config set --stack dev KEY VALUE`; Pulumi.yaml describes all settings.",
            ]));
    }

    [Test]
    public void Does_not_compare_a_setting_that_it_could_not_read()
        => Assert.That(
            Problems("dev", ("functionTimeoutSeconds", "long"), ("visibilityTimeoutSeconds", "30")),
            Is.EqualTo(["functionTimeoutSeconds: 'long' is not a whole number from 1 to 900 seconds"]));

    [Test]
    public void Reads_every_setting_that_the_project_declares_and_one_that_it_cannot()
    {
        var source = new FakeSettings();
        _ = PipelineSettings.Read("dev", source);
        Assert.That(source.Asked, Is.EquivalentTo(ProjectFiles.Settings.Select(setting => setting.Key).Append("slackWebhook")));
    }

    [TestCase("dev")]
    [TestCase("prod")]
    public void Takes_the_files_of_the_stacks_as_they_are(string stack)
    {
        var source = new FakeSettings();
        foreach ((string key, string value) in ProjectFiles.StackFile(stack).Where(setting => !setting.Key.StartsWith("aws:", StringComparison.Ordinal)))
        {
            source[key[(ProjectFiles.Project.Length + 1)..]] = value;
        }

        Assert.That(() => PipelineSettings.Read(stack, source), Throws.Nothing);
    }

    [Test]
    public void Reads_numbers_with_a_fraction_whatever_the_language_of_the_machine()
    {
        var settings = PipelineSettings.Read("dev", new FakeSettings { ["defaultSamplingRate"] = "257.5", ["defaultGain"] = "1e3" });
        Assert.That(settings.Conversion.DefaultSamplingRateHz, Is.EqualTo(257.5));
        Assert.That(settings.Conversion.DefaultGain, Is.EqualTo(1000));
    }

    [TestCase("1024", 1024)]
    [TestCase("-512", -512)]
    [TestCase("0", 0)]
    [TestCase("", null)]
    public void Reads_a_baseline_or_none(string written, int? expected)
    {
        Assert.That(PipelineSettings.Read("dev", new FakeSettings { ["defaultBaseline"] = written }).Conversion.DefaultBaseline, Is.EqualTo(expected));
    }

    [Test]
    public void Reserves_nothing_at_minus_one_and_stops_at_zero()
    {
        Assert.That(PipelineSettings.Read("dev", new FakeSettings { ["functionReservedConcurrency"] = "-1" }).Conversion.ReservedConcurrency, Is.Null);
    }

    [Test]
    public void Deploys_from_an_environment_named_as_the_stack_unless_it_is_told_another()
    {
        var source = new FakeSettings { ["githubRepository"] = StackUnderTest.Repository, ["githubRepositoryId"] = StackUnderTest.RepositoryId };
        Assert.That(PipelineSettings.Read("dev", source).GitHub!.Environment, Is.EqualTo("dev"));
        source["githubEnvironment"] = "development";
        Assert.That(PipelineSettings.Read("dev", source).GitHub!.Environment, Is.EqualTo("development"));
    }

    private static IReadOnlyList<string> Problems(string stack, params (string Key, string? Value)[] changes)
    {
        var source = new FakeSettings();
        foreach ((string key, string? value) in changes)
        {
            source[key] = value;
        }

        return Assert.Throws<SettingsException>(() => PipelineSettings.Read(stack, source))!.Problems;
    }

    [TestCase("keepData", "false", "keepData: must be true in a regulated stack, so that no deployment can delete recordings or logs")]
    [TestCase("logRetentionDays", "180", "logRetentionDays: '180' is below 365, the minimum in a regulated stack")]
    [TestCase("oldVersionsExpireAfterDays", "30", "oldVersionsExpireAfterDays: '30' is below 90, the minimum in a regulated stack")]
    [TestCase("auditLogDays", "364", "auditLogDays: '364' is below 365, the minimum in a regulated stack")]
    [TestCase("slackNames", "true", "slackNames: must be false in a regulated stack, because names of recordings may identify patients")]
    [TestCase("replicaKeyArn", "", "replicaKeyArn: not set; a regulated stack encrypts recordings with its own key, so the copies need a key in their account")]
    public void Refuses_a_regulated_stack_without_its_safeguards(string key, string value, string problem)
    {
        FakeSettings regulated = Regulated();
        regulated[key] = value;
        SettingsException? error = Assert.Throws<SettingsException>(() => PipelineSettings.Read("prod", regulated));
        Assert.That(error!.Problems, Does.Contain(problem));
    }

    [Test]
    public void Takes_a_regulated_stack_with_its_safeguards()
    {
        var settings = PipelineSettings.Read("prod", Regulated());
        Assert.That(settings.Regulated!.AnalystRoles, Is.EqualTo(new[] { "arn:aws:iam::123456789012:role/a", "arn:aws:iam::123456789012:role/team/b" }));
        Assert.That(settings.Storage.Replica, Is.EqualTo(new ReplicaSettings("copies", "123456789012", "arn:aws:kms:us-east-1:123456789012:key/1")));
        Assert.That(settings.Storage.ObjectLockDays, Is.EqualTo(365));
    }

    private static FakeSettings Regulated() => new()
    {
        ["regulated"] = "true",
        ["logRetentionDays"] = "365",
        ["oldVersionsExpireAfterDays"] = "90",
        ["objectLockDays"] = "365",
        ["analystRoles"] = "arn:aws:iam::123456789012:role/a, arn:aws:iam::123456789012:role/team/b",
        ["replicaBucket"] = "copies",
        ["replicaAccountId"] = "123456789012",
        ["replicaKeyArn"] = "arn:aws:kms:us-east-1:123456789012:key/1",
    };
}
