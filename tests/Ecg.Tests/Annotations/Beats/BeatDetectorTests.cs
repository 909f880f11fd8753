using CsCheck;
using Ecg.Annotations.Beats;
using NUnit.Framework;

namespace Ecg.Tests.Annotations.Beats;

[Parallelizable(ParallelScope.All)]
internal sealed class BeatDetectorTests
{
    private const int LeadII = 1;
    private const int V1 = 6;
    private const int V5 = 10;

    [TestCase(100)]
    [TestCase(128)]
    [TestCase(250)]
    [TestCase(257.3)]
    [TestCase(360)]
    [TestCase(500)]
    [TestCase(1000)]
    [TestCase(2000)]
    public void Finds_each_beat_within_10_ms_of_its_R_peak_at_any_sampling_rate(double samplingRate) =>
        AssertFound(SyntheticEcg.Create(samplingRate).Of(LeadII));

    [TestCase(38)]
    [TestCase(120)]
    [TestCase(190)]
    public void Finds_each_beat_of_a_slow_and_of_a_fast_heart(double heartRate) =>
        AssertFound(SyntheticEcg.Create(heartRate: heartRate).Of(LeadII, V5));

    [Test]
    public void Finds_each_beat_of_ten_seconds_of_twelve_leads() => AssertFound(SyntheticEcg.Create(500, 10));

    [TestCase(-1)]
    [TestCase(0.2)]
    [TestCase(8)]
    public void Finds_the_beats_whatever_the_polarity_and_the_gain(double factor) =>
        AssertFound(SyntheticEcg.Create().Of(LeadII, V5).Map((_, _, value) => (float)(value * factor)));

    [Test]
    public void Finds_the_beats_where_the_polarity_changes_in_the_middle() =>
        AssertFound(SyntheticEcg.Create(seconds: 60).Of(LeadII).Map((_, i, value) => i < 7500 ? value : -value), tolerance: 0.03);

    [Test]
    public void Finds_the_beats_on_a_baseline_that_wanders_by_ten_times_their_height() =>
        AssertFound(SyntheticEcg.Create().Of(LeadII, V5).Map((_, i, value) => value + (10 * MathF.Sin(2 * MathF.PI * 0.3f * i / 250))));

    [Test]
    public void Counts_the_spike_of_a_pacemaker_and_the_beat_that_it_makes_once()
    {
        SyntheticEcg ecg = SyntheticEcg.Create(1000).Of(LeadII);
        var spikes = ecg.Peaks.Select(peak => (int)((peak - 0.06) * 1000)).ToHashSet();
        SyntheticEcg paced = ecg.Map((_, i, value) => spikes.Contains(i) || spikes.Contains(i - 1) ? value + 2 : value);

        IReadOnlyList<Beat> beats = BeatDetector.Detect(1000, paced.Leads);

        Assert.That(beats, Has.Count.EqualTo(ecg.InnerPeaks.Count).Within(1));
    }

    [Test]
    public void Sees_no_interval_across_a_gap()
    {
        SyntheticEcg ecg = SyntheticEcg.Create(seconds: 60).Of(LeadII, V5).Map((_, i, value) => i is > 5000 and < 8000 ? float.NaN : value);

        IReadOnlyList<Beat> beats = BeatDetector.Detect(250, ecg.Leads);

        Assert.That(beats.Where(beat => beat.RrMs is null).Select(beat => beat.Sample), Is.EqualTo(new[]
        {
            beats[0].Sample, beats.First(beat => beat.Sample >= 8000).Sample,
        }));
        Assert.That(beats.Any(beat => beat.Sample is > 5000 and < 8000), Is.False);
        AssertFound(ecg with { Peaks = [.. ecg.Peaks.Where(peak => peak * 250 is < 4975 or > 8025)] });
    }

    [Test]
    public void Sees_no_interval_across_a_stretch_in_which_all_leads_are_flat([Values(0f, 5f)] float rail)
    {
        SyntheticEcg ecg = SyntheticEcg.Create(seconds: 60).Of(LeadII, V5).Map((_, i, value) => i is > 5000 and < 8000 ? rail : value);

        IReadOnlyList<Beat> beats = BeatDetector.Detect(250, ecg.Leads);

        Assert.That(beats.Max(beat => beat.RrMs), Is.LessThan(2000));
        Assert.That(beats.First(beat => beat.Sample > 8100).RrMs ?? 0, Is.LessThan(2000));
    }

    [Test]
    public void Goes_on_in_the_other_lead_where_one_is_missing()
    {
        SyntheticEcg ecg = SyntheticEcg.Create(seconds: 60).Of(LeadII, V5);

        AssertFound(ecg.Map((lead, i, value) => lead == 0 && i is > 5000 and < 8000 ? float.NaN : value));
        AssertFound(ecg with { Leads = [ecg.Leads[0], ecg.Leads[1][..6000]] });
    }

    [Test]
    public void Reports_a_pause_as_one_long_interval()
    {
        SyntheticEcg ecg = SyntheticEcg.Create(seconds: 30, noise: 0.02).Of(LeadII);
        (double first, double last) = (ecg.Peaks[12] + 0.6, ecg.Peaks[17] - 0.3);
        var random = new Random(3);
        SyntheticEcg paused = ecg.Map((_, i, value) => i / 250.0 > first && i / 250.0 < last ? (float)(0.02 * random.NextDouble()) : value);

        IReadOnlyList<Beat> beats = BeatDetector.Detect(250, paused.Leads);

        Assert.That(beats.Max(beat => beat.RrMs), Is.EqualTo((ecg.Peaks[17] - ecg.Peaks[12]) * 1000).Within(12));
    }

    [Test]
    public void Does_not_let_a_lead_of_noise_vote([Values(0.5, 5)] double millivolts)
    {
        var random = new Random(5);

        AssertFound(SyntheticEcg.Create(500, 20).Of(LeadII, V1, V5)
            .Map((lead, _, value) => lead == 1 ? (float)((random.NextDouble() - 0.5) * millivolts) : value));
    }

    [Test]
    public void Finds_nothing_in_a_recording_of_less_than_two_seconds()
    {
        SyntheticEcg ecg = SyntheticEcg.Create(seconds: 10).Of(LeadII);

        Assert.That(BeatDetector.Detect(250, [ecg.Leads[0][..499]]), Is.Empty);
        Assert.That(BeatDetector.Detect(250, [ecg.Leads[0][..500]]), Is.Not.Empty);
    }

    [TestCase(0f)]
    [TestCase(1f)]
    [TestCase(float.NaN)]
    [TestCase(float.MaxValue)]
    [TestCase(float.NegativeInfinity)]
    public void Finds_nothing_where_the_signal_is_constant(float value) =>
        Assert.That(BeatDetector.Detect(250, [Enumerable.Repeat(value, 5000).ToArray(), new float[5000]]), Is.Empty);

    [Test]
    public void Finds_the_same_beats_however_the_samples_are_cut_into_blocks()
    {
        SyntheticEcg ecg = SyntheticEcg.Create(360, 40, noise: 0.1).Of(LeadII, V1).Map((lead, i, value) => lead == 1 && i % 3000 > 2500 ? float.NaN : value);
        IReadOnlyList<Beat> whole = BeatDetector.Detect(360, ecg.Leads);
        Gen.Int[1, 4000].Array[1, 60].Sample(
            blocks =>
            {
                using var detector = new BeatDetector(360, 2);
                int[] done = new int[2];
                foreach ((int block, int turn) in blocks.Concat(Enumerable.Repeat(100_000, 2)).Select((block, turn) => (block, turn)))
                {
                    int lead = turn % 2;
                    int count = Math.Min(block, ecg.Leads[lead].Length - done[lead]);
                    detector.Append(lead, ecg.Leads[lead].AsSpan(done[lead], count));
                    done[lead] += count;
                }

                Assert.That(detector.Finish(), Is.EqualTo(whole));
            },
            iter: 60);
    }

    [Test]
    public void Takes_the_samples_of_the_ADC_as_well()
    {
        SyntheticEcg ecg = SyntheticEcg.Create(360, 20).Of(LeadII);
        short[] adc = Array.ConvertAll(ecg.Leads[0], value => (short)Math.Round(value * 1000));
        adc.AsSpan(2000, 1500).Fill(short.MinValue);
        using var detector = new BeatDetector(360, 1);
        detector.Append(0, adc, 0.001f, short.MinValue);

        float[] same = Array.ConvertAll(adc, value => value == short.MinValue ? float.NaN : value * 0.001f);
        Assert.That(detector.Finish(), Is.EqualTo(BeatDetector.Detect(360, [same])));
    }

    [Test]
    public void Takes_any_samples_without_failing_and_gives_beats_in_the_order_of_time()
    {
        var value = Gen.Frequency((6, Gen.Float[-2, 2]), (1, Gen.Float), (1, Gen.Const(float.NaN)));
        Gen.Select(value.Array[1, 300], Gen.Int[1, 12], Gen.Double[60, 3000], Gen.Int[0, 20_000]).Sample(
            (values, leads, rate, length) =>
            {
                float[][] samples = Enumerable.Range(0, leads)
                    .Select(lead => Enumerable.Range(0, length).Select(i => values[((i * (lead + 1)) + (i / 7)) % values.Length]).ToArray())
                    .ToArray();

                IReadOnlyList<Beat> beats = BeatDetector.Detect(rate, samples);

                Assert.That(beats.All(beat => beat.Sample >= 0 && beat.Sample < length), Is.True);
                Assert.That(beats.Zip(beats.Skip(1)).All(pair => pair.First.Sample < pair.Second.Sample), Is.True);
                Assert.That(beats.Skip(1).All(beat => beat.RrMs is null or > 0), Is.True);
            },
            iter: 150);
    }

    [TestCase(0)]
    [TestCase(59)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Refuses_a_sampling_rate_at_which_no_beat_can_be_found(double samplingRate)
    {
        Assert.That(BeatDetector.IsUsable(samplingRate), Is.False);
        Assert.That(() => new BeatDetector(samplingRate, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Refuses_samples_behind_the_end()
    {
        using var detector = new BeatDetector(250, 1);
        detector.Finish();

        Assert.That(() => detector.Append(0, new float[1]), Throws.InstanceOf<InvalidOperationException>());
        Assert.That(() => detector.Finish(), Throws.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void Holds_a_few_seconds_of_a_long_recording()
    {
        SyntheticEcg ecg = SyntheticEcg.Create(500, 60).Of(LeadII, V5);
        using var detector = new BeatDetector(500, 2);
        for (int minute = 0; minute < 2; minute++)
        {
            detector.Append(0, ecg.Leads[0]);
            detector.Append(1, ecg.Leads[1]);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int minute = 0; minute < 60; minute++)
        {
            detector.Append(0, ecg.Leads[0]);
            detector.Append(1, ecg.Leads[1]);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
        Assert.That(detector.Finish(), Has.Count.EqualTo(62 * ecg.Peaks.Count).Within(70));
    }

    // The process as a whole is measured.
    [Test]
    [NonParallelizable]
    public void Holds_a_few_bytes_of_each_beat_of_a_day()
    {
        SyntheticEcg ecg = SyntheticEcg.Create(100, 60).Of(LeadII);
        using var detector = new BeatDetector(100, 1);
        for (int minute = 0; minute < 30; minute++)
        {
            detector.Append(0, ecg.Leads[0]);
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int minute = 30; minute < 24 * 60; minute++)
        {
            detector.Append(0, ecg.Leads[0]);
        }

        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        IReadOnlyList<Beat> beats = detector.Finish();
        Assert.That(beats, Has.Count.EqualTo(24 * 60 * ecg.Peaks.Count).Within(24 * 60));
        Assert.That(held, Is.LessThan((64L * beats.Count) + (1 << 20)));
    }

    [Test]
    public void Decides_the_beats_of_a_long_recording_as_those_of_its_parts()
    {
        SyntheticEcg ecg = SyntheticEcg.Create(100, 3600, noise: 0.1).Of(LeadII);

        IReadOnlyList<Beat> beats = BeatDetector.Detect(100, ecg.Leads);

        long[] samples = [.. beats.Select(beat => beat.Sample)];
        // At 100 Hz a segment, in which levels are taken, has 96 samples: the parts start with one.
        const int part = 300 * 96;
        for (int first = 0; first + (2 * part) < ecg.Leads[0].Length; first += part)
        {
            IEnumerable<long> ofPart = BeatDetector.Detect(100, [ecg.Leads[0][first..(first + (2 * part))]]).Select(beat => beat.Sample + first);
            Assert.That(ofPart.Where(IsInside), Is.EqualTo(samples.Where(IsInside)).Within(1));

            bool IsInside(long sample) => sample >= first + 6000 && sample < first + (2 * part) - 6000;
        }
    }

    private static void AssertFound(SyntheticEcg ecg, double tolerance = 0.01)
    {
        double[] beats = BeatDetector.Detect(ecg.SamplingRate, ecg.Leads).Select(beat => beat.Sample / ecg.SamplingRate).ToArray();
        IEnumerable<double> missed = ecg.InnerPeaks.Where(peak => !beats.Any(beat => Math.Abs(beat - peak) <= tolerance));
        IEnumerable<double> wrong = beats.Where(beat => !ecg.Peaks.Any(peak => Math.Abs(beat - peak) <= tolerance));

        Assert.That(missed, Is.Empty, "missed");
        Assert.That(wrong, Is.Empty, "wrong");
    }
}
