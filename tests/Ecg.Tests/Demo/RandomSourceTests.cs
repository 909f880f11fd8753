using Ecg.Cli.Demo;
using NUnit.Framework;

namespace Ecg.Tests.Demo;

public sealed class RandomSourceTests
{
    [Test]
    public void Gives_the_numbers_of_the_published_generators()
    {
        // The first output of xoshiro256** whose state is SplitMix64's first four numbers from seed 0.
        Assert.That(new RandomSource(0).NextBits(), Is.EqualTo(0x99EC5F36CB75F2B4));
    }

    [Test]
    public void Repeats_the_sequence_of_a_seed_and_of_no_other()
    {
        ulong[] first = Sequence(7);

        Assert.That(Sequence(7), Is.EqualTo(first));
        Assert.That(Sequence(8), Is.Not.EqualTo(first));

        static ulong[] Sequence(long seed)
        {
            var random = new RandomSource(seed);
            return [.. Enumerable.Range(0, 100).Select(_ => random.NextBits())];
        }
    }

    [Test]
    public void Is_uniform_from_0_to_below_1_and_normal_with_unit_deviation()
    {
        var random = new RandomSource(1);
        double[] uniform = Enumerable.Range(0, 100_000).Select(_ => random.NextUnit()).ToArray();
        double[] normal = Enumerable.Range(0, 100_000).Select(_ => random.NextNormal()).ToArray();

        Assert.That(uniform, Is.All.InRange(0, 0.9999999999999999));
        Assert.That(uniform.Average(), Is.EqualTo(0.5).Within(0.005));
        Assert.That(normal.Average(), Is.Zero.Within(0.01));
        Assert.That(normal.Average(value => value * value), Is.EqualTo(1).Within(0.02));
        Assert.That(normal.Average(value => Math.Pow(value, 4)), Is.EqualTo(3).Within(0.15));
    }
}
