using Ecg.Lake;
using Ecg.Lake.Stores;
using Ecg.Signals.Assessment;
using Ecg.Tests.Shared;
using NUnit.Framework;

namespace Ecg.Tests.Signals.Assessment;

/// <summary>The grades against those of people: the half of Challenge 2011's set a that stands beside the project.</summary>
public sealed class GradedRecordingTests
{
    [Test]
    public async Task Agrees_with_the_people_who_graded_Challenge_2011()
    {
        string folder = SharedData.PathOf("reference", "challenge-2011");
        var converter = new Converter(new FolderStore(folder), new MemoryStore(), new ConversionOptions());
        (int all, int right, int bad, int rightlyBad) = (0, 0, 0, 0);
        foreach (string? line in (await File.ReadAllLinesAsync(Path.Combine(folder, "labels.csv"))).Skip(1))
        {
            string[] fields = line.Split(',');
            Quality? quality = (await converter.ConvertAsync($"{fields[0]}.mat", default)).Quality;
            bool isAcceptable = fields[1] == "acceptable";
            all++;
            right += quality == Quality.Good == isAcceptable ? 1 : 0;
            bad += quality == Quality.Bad ? 1 : 0;
            rightlyBad += quality == Quality.Bad && !isAcceptable ? 1 : 0;
        }

        Assert.Multiple(() =>
        {
            Assert.That((double)right / all, Is.GreaterThanOrEqualTo(0.935));
            Assert.That(bad, Is.GreaterThanOrEqualTo(50));
            Assert.That((double)rightlyBad / bad, Is.GreaterThanOrEqualTo(0.95));
        });
    }
}
