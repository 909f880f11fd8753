using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using Ecg.Cli.Plot;
using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Plot.Painting;
using NUnit.Framework;
using SkiaSharp;

namespace Ecg.Tests.Plot;

internal sealed class EcgPlotTests
{
    private const double PaperLeft = 8.5;
    private const double SignalLeft = PaperLeft + 15;
    private const double PaperTop = 22;

    private static readonly string[] Twelve = ["v6", "i", "ii", "iii", "avr", "avl", "avf", "v1", "v2", "v3", "v4", "v5"];

    [TestCase(203.2)]
    [TestCase(150)]
    [TestCase(300)]
    [TestCase(96)]
    public void Draws_a_calibration_pulse_of_1_mV_that_is_10_mm_tall_and_5_mm_wide(double dotsPerInch)
    {
        using var picture = Picture.Of(OneLead(new float[5000], 500) with { DotsPerInch = dotsPerInch });
        double tolerance = 0.5 / picture.PixelsPerMillimetre;

        double top = picture.UppermostLineAt(PaperLeft + 7.5, PaperTop, PaperTop + 30);
        double foot = picture.UppermostLineAt(PaperLeft + 3.5, PaperTop, PaperTop + 30);
        double rise = picture.LeftmostLineAt(top + 5, PaperLeft, PaperLeft + 12);
        double fall = picture.LeftmostLineAt(top + 5, rise + 1, PaperLeft + 12);

        Assert.That(foot - top, Is.EqualTo(10).Within(tolerance));
        Assert.That(fall - rise, Is.EqualTo(5).Within(tolerance));
    }

    [TestCase(203.2, 500)]
    [TestCase(150, 500)]
    [TestCase(203.2, 360)]
    [TestCase(203.2, 128)]
    public void Draws_a_second_25_mm_wide_and_a_millivolt_10_mm_tall(double dotsPerInch, int rate)
    {
        // 1 mV from 1 s to 2 s and from 8 s to 9 s; the level around it is the median.
        float[] samples = Enumerable.Range(0, 10 * rate).Select(i => i / rate is 1 or 8 ? 1.5f : 0.5f).ToArray();
        using var picture = Picture.Of(OneLead(samples, rate) with { DotsPerInch = dotsPerInch });
        double tolerance = 0.5 / picture.PixelsPerMillimetre;

        double low = picture.UppermostLineAt(SignalLeft + 20, PaperTop, PaperTop + 30);
        double high = picture.UppermostLineAt(SignalLeft + 37.5, PaperTop, PaperTop + 30);
        double first = picture.LeftmostLineAt(high + 5, SignalLeft + 20, SignalLeft + 100);
        double second = picture.LeftmostLineAt(high + 5, SignalLeft + 180, SignalLeft + 250);

        Assert.That(low - high, Is.EqualTo(10).Within(tolerance));
        Assert.That(second - first, Is.EqualTo(7 * 25).Within(tolerance));
        Assert.That(first, Is.EqualTo(SignalLeft + 25).Within((25.0 / rate) + tolerance), "The step rises over the sample before it.");
    }

    [Test]
    public void Draws_fine_lines_every_millimetre_and_heavy_ones_every_five()
    {
        using var picture = Picture.Of(OneLead(new float[1000], 500));
        // Half a pixel off the line's middle is still on it, at 8 pixels to the millimetre.
        const double nearLine = 0.05;
        const double y = PaperTop + 0.5;

        for (int millimetre = 0; millimetre < 100; millimetre++)
        {
            SKColor expected = millimetre % 5 == 0 ? Palette.HeavyLine : Palette.FineLine;
            Assert.That(picture.ColourAt(PaperLeft + millimetre - nearLine, y), Is.EqualTo(expected), $"line at {millimetre} mm");
            Assert.That(picture.ColourAt(PaperLeft + millimetre + 0.5, y), Is.EqualTo(Palette.Background), $"beside {millimetre} mm");
        }
    }

    [TestCase(203.2)]
    [TestCase(150)]
    public void States_the_size_of_its_pixels_so_that_a_print_is_true_to_scale(double dotsPerInch)
    {
        using var picture = Picture.Of(OneLead(new float[1000], 500) with { DotsPerInch = dotsPerInch });

        Assert.That(picture.StatedDotsPerMetre(), Is.EqualTo(Math.Round(dotsPerInch / 0.0254)));
    }

    [Test]
    public void Keeps_the_paper_lighter_than_the_trace_in_a_print_in_grey()
    {
        Assert.That(Grey(Palette.HeavyLine) - Grey(Palette.Ink), Is.GreaterThan(120));
        Assert.That(Grey(Palette.FineLine) - Grey(Palette.HeavyLine), Is.GreaterThan(25));
        Assert.That(Grey(Palette.Background) - Grey(Palette.FineLine), Is.GreaterThan(20));

        static double Grey(SkiaSharp.SKColor colour) => (0.299 * colour.Red) + (0.587 * colour.Green) + (0.114 * colour.Blue);
    }

    [Test]
    public void Leaves_a_gap_where_samples_are_missing()
    {
        float[] samples = new float[5000];
        Array.Fill(samples, float.NaN, 2000, 500);
        samples[3000] = float.PositiveInfinity;
        double bottom = EcgPlot.Arrange(OneLead(samples, 500)).Hatched[0].Bottom;
        using var picture = Picture.Of(OneLead(samples, 500));

        Assert.That(picture.HasInk(SignalLeft + 99, PaperTop, SignalLeft + 99.8, PaperTop + 20));
        Assert.That(picture.HasInk(SignalLeft + 100.5, PaperTop, SignalLeft + 124.5, bottom), Is.False);
        Assert.That(picture.HasInk(SignalLeft + 125.2, PaperTop, SignalLeft + 126, PaperTop + 20));
    }

    [Test]
    public void Hatches_the_gap_that_missing_samples_leave()
    {
        float[] samples = new float[5000];
        Array.Fill(samples, float.NaN, 2000, 500);
        Page page = EcgPlot.Arrange(OneLead(samples, 500));

        PageRectangle gap = page.Hatched.Single();
        Assert.That((gap.Left - SignalLeft, gap.Width), Is.EqualTo((100.0, 25.0)));
        using var picture = Picture.Of(OneLead(samples, 500));
        Assert.That(
            Enumerable.Range(0, 250).Select(i => picture.ColourAt(gap.Left + (i / 10.0), gap.Top + 4.5)),
            Has.Some.EqualTo(Palette.Hatch));
        Assert.That(page.Texts.Select(text => text.Text), Does.Contain("missing"));
    }

    [Test]
    public void Hatches_what_is_no_signal_and_says_why_once_for_a_row_of_the_same()
    {
        PlotRequest request = OneLead(new float[5000], 500);
        PlotLead lead = request.Leads[0] with
        {
            Stretches = [new("clipped", 500, 600), new("clipped", 620, 700), new("flat", 550, 1500), new("noise", 4000, 5000), new("clipped", 3000, 3001)],
        };
        Page page = EcgPlot.Arrange(request with { Leads = [lead] });

        Assert.That(
            page.Hatched.Select(place => (place.Left - SignalLeft, place.Width)),
            Is.EqualTo(new[] { (25.0, 5.0), (27.5, 47.5), (31.0, 4.0), (200.0, 50.0) }).Within(1e-9));
        string[] kinds = ["clipped", "flat", "noise"];
        PageText[] labels = [.. page.Texts.Where(text => kinds.Contains(text.Text))];
        Assert.That(labels.Select(label => label.Text), Is.EqualTo(kinds));
        Assert.That(labels[1].Y, Is.GreaterThan(labels[0].Y), "two that overlap have a line each");
    }

    [Test]
    public void Hatches_a_lead_piece_by_piece_where_it_was_found()
    {
        PlotRequest request = TwelveLeads(10);
        PlotRequest marked = request with
        {
            Leads = [.. request.Leads.Select(lead => LeadName.Write(lead.Name) == "V1" ? lead with { Stretches = [new("noise", 0, 3000)] } : lead)],
        };

        PageRectangle place = EcgPlot.Arrange(marked).Hatched.Single();

        Assert.That((place.Left - SignalLeft, place.Width), Is.EqualTo((125.0, 25.0)).Within(0.2), "V1 is shown from 5 to 7.5 s");
    }

    [Test]
    public void Marks_a_beat_above_its_R_peak_in_each_line_and_below_a_peak_that_points_down()
    {
        float[] samples = new float[15_000];
        (samples[1000], samples[12_500]) = (1, -1);
        Page page = EcgPlot.Arrange(OneLead(samples, 500) with { Beats = [1000, 12_500], HeartRateBpm = 71.6 });

        Assert.That(page.Marks.Select(mark => mark.Points[0].X - SignalLeft), Is.EqualTo(new[] { 50.0, 125.0 }).Within(1e-9));
        double[] peaks = [page.Traces[0].Baseline - 10, page.Traces[2].Baseline + 10];
        Assert.That(page.Marks[0].Points.Select(point => point.Y), Is.All.InRange(peaks[0] - 5, peaks[0]));
        Assert.That(page.Marks[1].Points.Select(point => point.Y), Is.All.InRange(peaks[1], peaks[1] + 5));
        Assert.That(page.Texts.Select(text => text.Text), Has.Some.EndsWith("72 bpm"));
    }

    [Test]
    public void Marks_no_beat_on_a_pulse_wave()
    {
        PlotRequest request = OneLead(new float[5000], 500) with { Beats = [1000] };
        Page page = EcgPlot.Arrange(request with { Leads = [.. request.Leads, new PlotLead("PLETH", "mV", new float[5000]), new PlotLead("RESP", "NU", new float[5000])] });

        Assert.That(page.Traces, Has.Count.EqualTo(3));
        Assert.That(page.Marks.Single().Points.Select(point => point.Y), Is.All.EqualTo(page.Traces[0].Baseline).Within(10));
    }

    [Test]
    public void Marks_the_beats_of_twelve_leads_in_the_column_that_shows_them()
    {
        Page page = EcgPlot.Arrange(OneLead(new float[5000], 500) with
        {
            Leads = [.. Twelve.Select(name => new PlotLead(name, "mV", new float[5000]))],
            Beats = [500, 1500, 4000],
        });

        Assert.That(
            page.Marks.Select(mark => Math.Round(mark.Points[0].X - SignalLeft, 6)).Order(),
            Is.EqualTo(new[] { 25.0, 25, 25, 25, 75, 75, 75, 75, 200, 200, 200, 200 }));
    }

    [Test]
    public void Draws_at_the_speed_and_the_gain_that_are_asked_for()
    {
        Page page = EcgPlot.Arrange(TwelveLeads(10) with { Speed = 50, Amplitude = 20 });

        Assert.That(page.Traces.Select(trace => trace.MillimetresPerSample), Has.All.EqualTo(50 / 500.0));
        Assert.That(page.Traces.Select(trace => trace.MillimetresPerUnit), Has.All.EqualTo(20));
        Assert.That(page.Texts.Select(text => text.Text), Does.Contain("50 mm/s   20 mm/mV"));
    }

    [Test]
    public void Keeps_the_names_of_the_leads_clear_of_the_separators()
    {
        Page page = EcgPlot.Arrange(TwelveLeads(10));
        double[] separators = page.Lines.Where(line => line.Points.Count == 2).Select(line => line.Points[0].X).ToArray();
        IEnumerable<PageText> names = page.Texts.Where(text => LeadName.Twelve.Contains(text.Text));

        Assert.That(names, Has.All.Matches<PageText>(name => separators.All(x => x <= name!.X - 1.9 || x > name.X + 10)));
    }

    [Test]
    public void Names_the_quality_and_the_offending_lead_in_the_head() =>
        Assert.That(
            EcgPlot.Arrange(OneLead(new float[500], 500) with { Quality = "Quality bad (flat line: 100.0 % in V3)", Diagnoses = ["AF"] }).Texts.Select(text => text.Text),
            Does.Contain("Quality bad (flat line: 100.0 % in V3)  ·  Dx  AF").And.Contain("Not for diagnosis"));

    [Test]
    public void Draws_a_dot_for_a_sample_that_stands_alone_between_missing_ones()
    {
        float[] samples = new float[5000];
        Array.Fill(samples, float.NaN);
        samples[2500] = 1;
        double bottom = EcgPlot.Arrange(OneLead(samples, 500)).Hatched[0].Bottom;
        using var picture = Picture.Of(OneLead(samples, 500));

        Assert.That(picture.HasInk(SignalLeft + 124.5, PaperTop, SignalLeft + 125.5, PaperTop + 20));
        Assert.That(picture.HasInk(SignalLeft + 126, PaperTop, SignalLeft + 249, bottom), Is.False);
    }

    [Test]
    public void Draws_the_same_bytes_for_the_same_request([Values] PlotFormat format)
    {
        PlotRequest request = TwelveLeads(10) with { Format = format };

        byte[] first = Bytes(request);

        Assert.That(Bytes(request), Is.EqualTo(first));
    }

    [Test]
    public void Arranges_twelve_leads_on_an_A4_page_three_by_four_with_a_rhythm_strip_of_lead_II()
    {
        Page page = EcgPlot.Arrange(TwelveLeads(10));

        Assert.That((page.Width, page.Height), Is.EqualTo((297.0, 210.0)));
        Assert.That(page.Traces, Has.Count.EqualTo(13));
        PageText[] names = page.Texts.Where(text => LeadName.Twelve.Contains(text.Text)).ToArray();
        Assert.That(
            names.Select(name => name.Text),
            Is.EqualTo(new[] { "I", "aVR", "V1", "V4", "II", "aVL", "V2", "V5", "III", "aVF", "V3", "V6", "II" }));
        Assert.That(page.Texts.Select(text => text.Text), Does.Contain("25 mm/s   10 mm/mV"));
        IEnumerable<double> columns = page.Traces.Select(trace => Math.Round((trace.X - SignalLeft) / 62.5, 2));
        Assert.That(columns, Is.EqualTo(new double[] { 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0 }));
    }

    [Test]
    public void Shows_each_column_of_twelve_leads_at_its_own_2_5_seconds()
    {
        // Each lead's samples are its seconds, so what is drawn says when it was.
        float[] seconds = Enumerable.Range(0, 5000).Select(i => i / 500f).ToArray();
        Page page = EcgPlot.Arrange(TwelveLeads(10) with { Leads = [.. Twelve.Select(name => new PlotLead(name, "mV", seconds))] });

        Assert.That(page.Traces.Take(4).Select(trace => trace.Samples.Span[0]), Is.EqualTo(new[] { 0f, 2.5f, 5f, 7.5f }));
        Assert.That(page.Traces[0].Samples.Span[^1], Is.EqualTo(2.5f));
        Assert.That(page.Traces[3].Samples.Span[^1], Is.EqualTo(9.998f));
        Assert.That(page.Traces[12].Samples.Length, Is.EqualTo(5000));
    }

    [Test]
    public void Says_what_of_a_longer_recording_and_of_more_leads_the_page_does_not_show()
    {
        PlotRequest request = TwelveLeads(30);
        Page page = EcgPlot.Arrange(request with { Leads = [.. request.Leads, new("vx", "mV", new float[100])] });

        Assert.That(page.Texts.Select(text => text.Text), Does.Contain("the first 10 s of the 30 s asked for  ·  not shown: VX"));
    }

    [TestCase(0.8f, "10 mm/mV")]
    [TestCase(4f, "5 mm/mV")]
    [TestCase(8f, "2.5 mm/mV")]
    public void Halves_the_gain_of_the_twelve_leads_when_they_would_touch(float amplitude, string gain)
    {
        PlotRequest request = TwelveLeads(10);
        Page page = EcgPlot.Arrange(request with
        {
            Leads = [.. request.Leads.Select(lead => lead with { Samples = Spikes(5000, amplitude) })],
        });

        Assert.That(page.Texts.Select(text => text.Text), Does.Contain($"25 mm/s   {gain}"));
        AssertNothingCollides(page);
    }

    [Test]
    public void Stacks_the_twelve_leads_when_the_usual_page_cannot_show_them()
    {
        Assert.That(EcgPlot.Arrange(TwelveLeads(5)).Traces, Has.Count.EqualTo(12), "too short");
        Assert.That(EcgPlot.Arrange(TwelveLeads(10) with { SamplingRate = null }).Traces, Has.Count.EqualTo(12), "no rate");
        PlotRequest request = TwelveLeads(10);
        PlotRequest inAdu = request with { Leads = [.. request.Leads.Select(lead => lead with { Unit = "adu" })] };
        Assert.That(EcgPlot.Arrange(inAdu).Traces, Has.Count.EqualTo(12), "no millivolts");
    }

    [Test]
    public void Gives_each_stacked_lead_the_room_its_trace_needs()
    {
        Page page = EcgPlot.Arrange(new PlotRequest
        {
            RecordId = "r",
            SamplingRate = 500,
            Leads =
            [
                new("II", "mV", Spikes(5000, 2)), new("V1", "mV", Spikes(5000, -2.5f)), new("V2", "mV", Spikes(5000, 30)),
                new("ABP", "mmHg", Spikes(5000, 120)), new("resp", "adu", Spikes(5000, 30_000)), new("flat", "mV", new float[5000]),
            ],
        });

        AssertNothingCollides(page);
    }

    [Test]
    public void States_the_gain_or_the_scale_of_a_lead_that_is_not_drawn_at_10_mm_to_the_millivolt()
    {
        Page page = EcgPlot.Arrange(new PlotRequest
        {
            RecordId = "r",
            SamplingRate = 500,
            Leads =
            [
                new("ii", "mV", Spikes(5000, 1)), new("avr", "mV", Spikes(5000, 5)), new("v1", "mV", Spikes(5000, 0.1f)),
                new("v2", "mV", Spikes(5000, 500)), new("PLETH", "NU", Spikes(5000, 1)), new("ch6", "unknown", Spikes(5000, 100)),
            ],
        });

        Assert.That(page.Texts.Select(text => text.Text), Is.SupersetOf(new[]
        {
            "II", "aVR   5 mm/mV", "V1   20 mm/mV", "V2   10 mm = 200 mV", "PLETH   10 mm = 0.5 NU", "ch6   10 mm = 50 (unit unknown)",
            "25 mm/s   10 mm/mV unless another gain is given",
        }));
    }

    [Test]
    public void Wraps_one_lead_of_30_seconds_into_three_lines_that_say_when_they_begin()
    {
        Page page = EcgPlot.Arrange(OneLead(Spikes(7500, 1), 250) with { FirstSample = 500 });

        Assert.That(page.Traces.Select(trace => trace.Samples.Length), Is.EqualTo(new[] { 2500, 2500, 2500 }));
        Assert.That(page.Texts.Select(text => text.Text), Is.SupersetOf(new[] { "2 s", "12 s", "22 s" }));
        Assert.That(page.Traces.Select(trace => trace.Baseline), Is.Ordered);
    }

    [Test]
    public void Limits_an_hour_to_what_a_page_holds_and_says_so()
    {
        Page page = EcgPlot.Arrange(OneLead(Spikes(900_000, 1), 250));

        Assert.That(page.Height, Is.LessThanOrEqualTo(600));
        Assert.That(page.Texts.Select(text => text.Text), Has.Some.Matches("^the first [0-9]+ s of the 3600 s asked for$"));
    }

    [Test]
    public void Says_how_many_of_too_many_leads_are_left_out()
    {
        Page page = EcgPlot.Arrange(OneLead(new float[1000], 500) with
        {
            Leads = [.. Enumerable.Range(0, 256).Select(i => new PlotLead($"e{i}", "mV", Spikes(1000, 1)))],
        });

        Assert.That(page.Height, Is.LessThanOrEqualTo(600));
        Assert.That(page.Texts.Select(text => text.Text), Has.Some.EqualTo($"{256 - page.Traces.Count} further leads not shown"));
    }

    [Test]
    public void Counts_samples_where_the_rate_is_unknown()
    {
        Page page = EcgPlot.Arrange(OneLead(Spikes(4000, 1), 500) with { SamplingRate = null, FirstSample = 100 });

        Assert.That(page.Texts.Select(text => text.Text), Is.SupersetOf(new[]
        {
            "100", "600", "1100", "4100", "25 mm = 500 samples (sampling rate unknown)   10 mm/mV",
        }));
        Assert.That(page.Traces.Single().MillimetresPerSample, Is.EqualTo(25 / 500.0));
    }

    [Test]
    public void Puts_the_median_of_a_lead_on_the_baseline()
    {
        float[] samples = Spikes(5000, 1).ToArray();
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] += 7;
        }

        Assert.That(EcgPlot.Arrange(OneLead(samples, 500)).Traces.Single().Centre, Is.EqualTo(7));
    }

    [Test]
    public void Heads_the_page_with_what_is_known_of_the_recording()
    {
        Page page = EcgPlot.Arrange(OneLead(new float[5000], 500) with
        {
            RecordId = "A0001",
            RecordedAt = new DateTime(2024, 3, 1, 10, 20, 30),
            Age = 63,
            Sex = "Female",
            RecordSamples = 30_000,
            Diagnoses = ["426783006", "Asystole"],
            Notes = ["header: checksum of lead II differs"],
        });

        Assert.That(page.Texts.Select(text => text.Text), Is.SupersetOf(new[]
        {
            "A0001", "2024-03-01 10:20:30  ·  63 years  ·  Female  ·  500 Hz  ·  60 s recorded",
            "Dx  sinus rhythm (426783006)  ·  Asystole", "header: checksum of lead II differs",
        }));
    }

    [Test]
    public void Writes_an_SVG_in_millimetres_that_has_a_title()
    {
        XDocument svg = Svg(TwelveLeads(10) with { RecordId = "A&B <1>\u0001", Sex = "Male" });
        XElement root = svg.Root!;
        XNamespace ns = "http://www.w3.org/2000/svg";

        Assert.That(root.Attribute("width")!.Value, Is.EqualTo("297mm"));
        Assert.That(root.Attribute("height")!.Value, Is.EqualTo("210mm"));
        Assert.That(root.Attribute("viewBox")!.Value, Is.EqualTo("0 0 2376 1680"));
        Assert.That(root.Elements().First().Name, Is.EqualTo(ns + "title"));
        Assert.That(root.Element(ns + "title")!.Value, Is.EqualTo("A&B <1> "));
        Assert.That(root.Element(ns + "desc")!.Value, Does.Contain("V6, I, II, III, aVR").And.Contain("Male").And.Contain("500 Hz"));
        Assert.That(root.Descendants().Select(element => element.Name.LocalName), Has.None.EqualTo("image"));
        Assert.That(root.Descendants().Attributes("transform"), Is.Empty);
    }

    [Test]
    public void Draws_the_SVGs_calibration_pulse_10_mm_tall_and_5_mm_wide()
    {
        XDocument svg = Svg(OneLead(new float[5000], 500));
        List<(double X, double Y)> pulse = svg.Descendants().Attributes("d").Select(path => Points(path.Value)).Single(points => points.Count == 6);

        Assert.That((pulse[0].Y - pulse[2].Y) / 8, Is.EqualTo(10).Within(1e-6));
        Assert.That((pulse[3].X - pulse[2].X) / 8, Is.EqualTo(5).Within(1e-6));
    }

    [Test]
    public void Keeps_an_SVG_of_twelve_leads_at_1000_Hz_small()
    {
        PlotRequest request = TwelveLeads(10);
        var noise = new Random(1);
        byte[] svg = Bytes(request with
        {
            Format = PlotFormat.Svg,
            SamplingRate = 1000,
            Leads = [.. request.Leads.Select(lead => lead with { Samples = Enumerable.Range(0, 10_000).Select(_ => noise.NextSingle()).ToArray() })],
        });

        Assert.That(svg, Has.Length.LessThan(700_000));
    }

    [Test]
    public void Covers_the_same_heights_with_the_points_it_keeps_as_with_all_samples() => Gen.Select(
        Gen.Float[-2, 2].Array[1, 1500], Gen.Double[100, 2000], Gen.Double[2, 12]).Sample(
        (samples, rate, density) =>
        {
            var trace = new Trace(samples, 0, 50, 0, 25 / rate, 10);
            using SKPath path = TracePath.Build(trace, density);
            var drawn = new Dictionary<int, (double Min, double Max)>();
            foreach (SKPoint point in path.Points)
            {
                Extend(drawn, point.X, point.Y);
            }

            var all = new Dictionary<int, (double Min, double Max)>();
            for (int i = 0; i < samples.Length; i++)
            {
                Extend(all, CanvasGrid.Snap(i * 25 / rate * density), CanvasGrid.Snap((50 - (samples[i] * 10.0)) * density));
            }

            return path.PointCount <= 2 + (4 * (all.Count + 1)) && all.All(column =>
            {
                // A point may fall on the next column when it is moved to the nearest eighth of a pixel.
                (double Min, double Max)[] near = Enumerable.Range(column.Key - 1, 3).Where(drawn.ContainsKey).Select(key => drawn[key]).ToArray();
                return near.Min(other => other.Min) <= column.Value.Min && near.Max(other => other.Max) >= column.Value.Max;
            });

            static void Extend(Dictionary<int, (double Min, double Max)> columns, double x, double y)
            {
                int column = (int)Math.Floor(x);
                (double min, double max) = columns.GetValueOrDefault(column, (double.MaxValue, double.MinValue));
                columns[column] = (Math.Min(min, y), Math.Max(max, y));
            }
        },
        iter: 200);

    [Test]
    public void Draws_any_samples_whatever_they_are() => Gen.Select(
        Gen.OneOf(Gen.Float, Gen.Float[-3, 3], Choice(float.NaN, float.MaxValue, float.MinValue, float.Epsilon)).Array[1, 300],
        Choice<double?>(null, 0.001, 1, 99.9, 360, 1e6, 1e300),
        Gen.Int[1, 13],
        Choice("mV", "adu", "", "unknown", "µV"),
        Gen.String[0, 20]).Sample(
        (samples, rate, leads, unit, text) =>
        {
            var request = new PlotRequest
            {
                RecordId = text,
                SamplingRate = rate,
                DotsPerInch = 60,
                Sex = text,
                Leads = [.. Enumerable.Range(0, leads).Select(i => new PlotLead(i == 0 ? text : LeadName.Twelve[i - 1], unit, samples))],
            };
            using var picture = Picture.Of(request);
            return picture.Height > 0 && Svg(request).Root is not null;
        },
        iter: 60);

    [Test]
    public void Shows_a_shorter_lead_as_far_as_it_goes()
    {
        Page page = EcgPlot.Arrange(OneLead(new float[5000], 500) with
        {
            Leads = [new("I", "mV", new float[5000]), new("II", "mV", new float[700]), new("III", "mV", ReadOnlyMemory<float>.Empty)],
        });

        Assert.That(page.Traces.Select(trace => trace.Samples.Length), Is.EqualTo(new[] { 5000, 700, 0 }));
    }

    [Test]
    public void Draws_a_box_for_a_character_that_the_font_lacks()
    {
        PlotRequest request = OneLead(new float[500], 500);
        (string? one, string? other) = (char.ConvertFromUtf32(0x10FFFD), char.ConvertFromUtf32(0x10FFFC));

        Assert.That(Bytes(request with { RecordId = "A" + one }), Is.EqualTo(Bytes(request with { RecordId = "A" + other })));
        Assert.That(Bytes(request with { RecordId = "A" }), Is.Not.EqualTo(Bytes(request with { RecordId = "A" + one })));
    }

    [Test]
    public void Keeps_the_text_of_an_SVG_as_text_that_can_be_searched_for_and_edited()
    {
        XDocument svg = Svg(TwelveLeads(10) with { RecordId = "Zürich, Müller, Łódź 心电图", Sex = "Female" });
        XNamespace ns = "http://www.w3.org/2000/svg";
        XElement[] texts = svg.Descendants(ns + "text").ToArray();

        Assert.That(texts.Select(text => text.Value), Is.SupersetOf(new[] { "Zürich, Müller, Łódź 心电图", "aVR", "V6", "25 mm/s   10 mm/mV" }));
        Assert.That(texts[0].Parent!.Attribute("font-family")!.Value, Does.StartWith("Inter, ").And.EndsWith("sans-serif"));
    }

    [Test]
    public void Cuts_a_text_that_is_wider_than_the_page()
    {
        string text = string.Concat(Enumerable.Repeat("a long name ", 100));
        using var picture = Picture.Of(OneLead(new float[500], 500) with { RecordId = text, Sex = text, Diagnoses = [text], Notes = [text] });
        double width = picture.Width / picture.PixelsPerMillimetre;

        Assert.That(picture.HasInk(width - 20, 2, width - PaperLeft, PaperTop));
        Assert.That(picture.HasInk(width - PaperLeft + 0.2, 0, width, PaperTop), Is.False);
    }

    [Test]
    public void Refuses_a_request_that_cannot_be_drawn()
    {
        PlotRequest good = OneLead(new float[10], 500);
        using var stream = new MemoryStream();

        Assert.That(() => EcgPlot.Render(null!, stream), Throws.ArgumentNullException);
        Assert.That(() => EcgPlot.Render(good, null!), Throws.ArgumentNullException);
        Assert.That(() => EcgPlot.Render(good with { Leads = [] }, stream), Throws.ArgumentException);
        Assert.That(() => EcgPlot.Render(OneLead(ReadOnlyMemory<float>.Empty, 500), stream), Throws.ArgumentException);
        Assert.That(() => EcgPlot.Render(good with { FirstSample = -1 }, stream), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => EcgPlot.Render(good with { Format = (PlotFormat)7 }, stream), Throws.InstanceOf<ArgumentOutOfRangeException>());
        foreach (double rate in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.That(() => EcgPlot.Render(good with { SamplingRate = rate }, stream), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }

        foreach (double density in new[] { 0, 49, 301, double.NaN })
        {
            Assert.That(() => EcgPlot.Render(good with { DotsPerInch = density }, stream), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }

        Assert.That(stream.Length, Is.Zero);
    }

    [Test]
    public void Stops_when_it_is_told_to([Values] PlotFormat format)
    {
        Assert.That(
            () => EcgPlot.Render(TwelveLeads(10) with { Format = format }, Stream.Null, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static Gen<T> Choice<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static PlotRequest OneLead(ReadOnlyMemory<float> samples, double rate) =>
        new() { RecordId = "r", Leads = [new("II", "mV", samples)], SamplingRate = rate };

    private static PlotRequest TwelveLeads(double seconds) => new()
    {
        RecordId = "r",
        SamplingRate = 500,
        Leads = [.. Twelve.Select(name => new PlotLead(name, "mV", Spikes((int)(500 * seconds), 1)))],
    };

    private static ReadOnlyMemory<float> Spikes(int count, float amplitude)
    {
        float[] samples = new float[count];
        for (int i = 100; i < count; i += 400)
        {
            samples[i] = amplitude;
        }

        return samples;
    }

    // A row's trace and name stay clear of the rows above and below it, and on the paper.
    private static void AssertNothingCollides(Page page)
    {
        IGrouping<double, Trace>[] rows = page.Traces.GroupBy(trace => trace.Baseline).OrderBy(row => row.Key).ToArray();
        double floor = page.Paper.Top;
        foreach (IGrouping<double, Trace>? row in rows)
        {
            double top = row.Min(trace => trace.Baseline - trace.Rise());
            Assert.That(top, Is.GreaterThanOrEqualTo(floor), $"the row at {row.Key} mm");
            floor = row.Max(trace => trace.Baseline + trace.Fall());
        }

        Assert.That(floor, Is.LessThanOrEqualTo(page.Paper.Bottom));
    }

    private static byte[] Bytes(PlotRequest request)
    {
        using var stream = new MemoryStream();
        EcgPlot.Render(request, stream);
        return stream.ToArray();
    }

    private static XDocument Svg(PlotRequest request)
    {
        using var stream = new MemoryStream(Bytes(request with { Format = PlotFormat.Svg }));
        return XDocument.Load(stream);
    }

    private static List<(double X, double Y)> Points(string path) =>
        [.. path.Split(['M', 'L'], StringSplitOptions.RemoveEmptyEntries)
            .Select(point => point.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(point => point.Length == 2)
            .Select(point => (double.Parse(point[0], CultureInfo.InvariantCulture), double.Parse(point[1], CultureInfo.InvariantCulture)))];
}
