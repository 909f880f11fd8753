using Ecg.Formats;
using Ecg.Formats.Mat;
using Ecg.Signals.Selection;
using NUnit.Framework;
using NUnit.Framework.Constraints;
using static Ecg.Tests.Signals.Selection.ScriptedMatFile;

namespace Ecg.Tests.Signals.Selection;

internal sealed class SignalCollectorTests
{
    [Test]
    public void Takes_val_and_passes_over_everything_after_it()
    {
        ScriptedMatFile file = new ScriptedMatFile().Array<short>("val", [1, 3], [1, 2, 3]).Zeros("ecg", 12, 500).Zeros("x", 12, 5000);

        using SelectedSignal signal = Take(file);

        Assert.That(signal.Array.Path, Is.EqualTo("val"));
        Assert.That(ElementsOf<short>(signal), Is.EqualTo(new short[] { 1, 2, 3 }));
        Assert.That(file.Filled, Is.EqualTo(new[] { "val" }));
        Assert.That(signal.Issues, Is.Empty);
    }

    [Test]
    public void Takes_val_wherever_it_stands()
    {
        ScriptedMatFile file = new ScriptedMatFile().Zeros("x", 12, 5000).Zeros("data", 12, 500).Array<short>("val", [1, 3], [1, 2, 3]);

        using SelectedSignal signal = Take(file);

        Assert.That(signal.Array.Path, Is.EqualTo("val"));
    }

    [Test]
    public void Takes_the_earlier_name_in_whatever_order_the_file_has_them()
    {
        string[] names = ["val", "ecg", "ECG", "signal", "sig", "data", "p_signal"];
        for (int better = 0; better < names.Length; better++)
        {
            for (int worse = better + 1; worse < names.Length; worse++)
            {
                using SelectedSignal one = Take(new ScriptedMatFile().Zeros(names[better], 2, 10).Zeros(names[worse], 2, 10));
                using SelectedSignal other = Take(new ScriptedMatFile().Zeros(names[worse], 2, 10).Zeros(names[better], 2, 10));

                Assert.That((one.Array.Path, other.Array.Path), Is.EqualTo((names[better], names[better])));
            }
        }
    }

    [TestCase("notes", "val")]
    [TestCase("ECG", "val")]
    [TestCase("fs", "data")]
    [TestCase("p_signal", "data")]
    [TestCase(null, "val")]
    public void Passes_over_a_damaged_variable_that_the_signals_name_beats_and_names_it(string? damaged, string chosen)
    {
        foreach (ScriptedMatFile file in (ScriptedMatFile[])
            [new ScriptedMatFile().Damaged(damaged).Zeros(chosen, 2, 10), new ScriptedMatFile().Zeros(chosen, 2, 10).Damaged(damaged)])
        {
            using SelectedSignal signal = Take(file);

            Assert.That(signal.Array.Path, Is.EqualTo(chosen));
            Assert.That(signal.Issues, Is.EqualTo(new[] { $"passed over, cannot be read: {damaged ?? "a variable without a readable name"}" }));
        }
    }

    [TestCase("val", "val")]
    [TestCase("val", "data")]
    [TestCase("data", "data")]
    [TestCase("ecg", "data")]
    [TestCase(null, "ecg")]
    [TestCase("notes", "s.val")]
    [TestCase("notes", "x")]
    public void Rejects_a_damaged_variable_that_may_have_been_the_signal(string? damaged, string chosen)
    {
        foreach (ScriptedMatFile file in (ScriptedMatFile[])
            [new ScriptedMatFile().Damaged(damaged).Zeros(chosen, 2, 10), new ScriptedMatFile().Zeros(chosen, 2, 10).Damaged(damaged)])
        {
            Assert.That(Reject(file).Message, Is.EqualTo($"damage of {damaged}"));
        }
    }

    [Test]
    public void Rejects_a_file_of_hardly_anything_but_damaged_variables()
    {
        ScriptedMatFile file = new ScriptedMatFile().Zeros("val", 2, 10);
        for (int i = 0; i < 17; i++)
        {
            file.Damaged($"x{i}");
        }

        Assert.That(Reject(file).Message, Is.EqualTo("damage of x0"));
    }

    [Test]
    public void Takes_a_field_by_its_name()
    {
        using SelectedSignal signal = Take(new ScriptedMatFile().Zeros("x", 12, 5000).Zeros("a.ECG.data", 2, 100));

        Assert.That(signal.Array.Path, Is.EqualTo("a.ECG.data"));
    }

    [Test]
    public void Takes_a_name_of_the_workspace_rather_than_a_field()
    {
        using SelectedSignal signal = Take(new ScriptedMatFile().Zeros("a.ecg", 2, 10).Zeros("p_signal", 2, 10));

        Assert.That(signal.Array.Path, Is.EqualTo("p_signal"));
    }

    [Test]
    public void Rejects_two_fields_of_one_name()
    {
        RejectedException rejection = Reject(new ScriptedMatFile().Zeros("a.data", 2, 100).Zeros("b.c.data", 3, 200));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.AmbiguousSignal));
        Assert.That(rejection.Message, Is.EqualTo(
            "a.data (2x100 double), b.c.data (3x200 double) have the same name: name it with --signal or with \"signal\" in dataset.json, or store it as "
            + "a variable named val, ecg, ECG, signal, sig, data or p_signal."));
    }

    [Test]
    public void Rejects_two_elements_of_a_struct_array()
    {
        RejectedException rejection = Reject(new ScriptedMatFile().Zeros("ECG(1).data", 2, 100).Zeros("ECG(2).data", 2, 100));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.AmbiguousSignal));
    }

    [Test]
    public void Forgets_rivals_that_a_better_name_beats()
    {
        using SelectedSignal signal = Take(new ScriptedMatFile().Zeros("a.data", 2, 10).Zeros("b.data", 2, 10).Zeros("sig", 2, 10));

        Assert.That(signal.Array.Path, Is.EqualTo("sig"));
    }

    [Test]
    public void Takes_the_only_large_matrix_where_no_name_tells()
    {
        ScriptedMatFile file = new ScriptedMatFile()
            .Zeros("fs", 1, 1).Zeros("annotations", 1, 99).Array<float>("x", [2, 500], [.. Enumerable.Range(0, 1000).Select(i => (float)i)]).Zeros("t", 1, 500);

        using SelectedSignal signal = Take(file);

        Assert.That(signal.Array.Path, Is.EqualTo("x"));
        Assert.That(ElementsOf<float>(signal)[999], Is.EqualTo(999));
        Assert.That(signal.Issues, Is.EqualTo(new[] { "signal taken from x, the only large matrix" }));
    }

    [Test]
    public void Rejects_a_large_matrix_that_does_not_stand_alone()
    {
        RejectedException rejection = Reject(new ScriptedMatFile().Zeros("x", 2, 1000).Zeros("y", 1, 200).Zeros("z", 1, 199));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.AmbiguousSignal));
        Assert.That(rejection.Message, Does.StartWith("x (2x1000 double), y (1x200 double) could be the signal"));
        Assert.That(rejection.Message, Does.Not.Contain("z ("));
    }

    [Test]
    public void Rejects_a_large_matrix_beside_a_larger_array_that_cannot_be_one()
    {
        RejectedException rejection = Reject(new ScriptedMatFile().Zeros("x", 2, 500).Zeros("cube", 10, 10, 200));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.AmbiguousSignal));
    }

    [Test]
    public void Lists_no_more_than_twelve_candidates()
    {
        var file = new ScriptedMatFile();
        for (int i = 0; i < 40; i++)
        {
            file.Zeros($"x{i}", 2, 500);
        }

        Assert.That(Reject(file).Message.Split("(2x500 double)"), Has.Length.EqualTo(13));
    }

    [Test]
    public void Gives_up_the_buffer_of_a_beaten_candidate_once_the_better_one_is_read()
    {
        using var collector = new SignalCollector();
        SampleBuffer first = collector.OnArray(Matrix("x", 1, 200))!;
        SampleBuffer second = collector.OnArray(Matrix("y", 1, 5000))!;
        SampleBuffer looked = collector.OnArray(Matrix("z", 1, 4999))!;

        Assert.That(() => first.GetSpan(1), Throws.TypeOf<ObjectDisposedException>());

        SampleBuffer third = collector.OnArray(Matrix("data", 1, 10))!;
        Assert.That(() => second.GetSpan(1), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => looked.GetSpan(1), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(collector.OnArray(Matrix("huge", 1, 1_000_000)), Is.Null);

        collector.Dispose();
        Assert.That(() => third.GetSpan(1), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Takes_the_last_of_a_variable_that_stands_twice()
    {
        ScriptedMatFile file = new ScriptedMatFile().Array<short>("val", [1, 3], [1, 2, 3]).Variable(Number("fs", 250)).Array<short>("val", [1, 3], [4, 5, 6]).Variable(Number("fs", 500));
        using var collector = new SignalCollector();
        file.Play(collector);

        using SelectedSignal signal = collector.Take();

        Assert.That(ElementsOf<short>(signal), Is.EqualTo(new short[] { 4, 5, 6 }));
        Assert.That(collector.Variables.Select(variable => (variable.Name, variable.Numbers![0])), Is.EqualTo(new[] { ("val", 4.0), ("fs", 500.0) }));
        Assert.That(signal.Issues, Is.EqualTo(new[] { "stands more than once in the file, the last one counts: fs, val" }));
    }

    [Test]
    public void Forgets_an_array_whose_name_a_text_takes()
    {
        RejectedException rejection = Reject(new ScriptedMatFile().Zeros("val", 1, 300).Variable(Text("val", "abc")));

        Assert.That(rejection.Message, Is.EqualTo("val is 1x3 char, text: store the samples as numbers."));
    }

    [Test]
    public void Takes_the_variable_that_the_caller_names()
    {
        ScriptedMatFile file = new ScriptedMatFile().Zeros("val", 2, 300).Zeros("EEG.data", 3, 400).Zeros("raw{1}", 1, 500);

        using SelectedSignal field = Take(file, "EEG.data");
        using SelectedSignal cell = Take(file, "raw");

        Assert.That((field.Array.Path, cell.Array.Path), Is.EqualTo(("EEG.data", "raw{1}")));
    }

    [Test]
    public void Says_what_the_file_has_where_the_named_variable_is_missing()
    {
        ScriptedMatFile file = new ScriptedMatFile().Zeros("val", 2, 300).Variable(Text("name", "abc"));

        Assert.That(Assert.Throws<RejectedException>(() => Take(file, "sig"))!.Message, Is.EqualTo(
            "no numeric array is named \"sig\": the file has val (2x300 double), name (1x3 char); name one of them with --signal, or with \"signal\" in dataset.json."));
        Assert.That(Assert.Throws<RejectedException>(() => Take(file, "name"))!.Message, Is.EqualTo("name is 1x3 char, text: store the samples as numbers."));
    }

    [TestCase("ECG12Lead")]
    [TestCase("ecgsignal")]
    [TestCase("ecgCleanedFir")]
    [TestCase("LII")]
    [TestCase("s.V5")]
    public void Takes_the_one_that_is_named_after_the_ecg(string name)
    {
        using SelectedSignal first = Take(new ScriptedMatFile().Zeros(name, 1, 500).Zeros("resp", 1, 5000).Zeros("ecg_features", 1, 500));
        using SelectedSignal last = Take(new ScriptedMatFile().Zeros("resp", 1, 5000).Zeros(name, 1, 500));

        Assert.That((first.Array.Path, last.Array.Path), Is.EqualTo((name, name)));
    }

    [TestCase("temperature")]
    [TestCase("vibration_x")]
    [TestCase("EEG_FP1")]
    public void Names_a_lead_of_another_source_after_its_variable(string name)
    {
        using SelectedSignal signal = Take(new ScriptedMatFile().Array(name, [200, 1], Wave<double>(1, 200)));

        Assert.That(signal.Description.LeadNames, Is.EqualTo(new[] { name }));
    }

    [TestCase("ecg.data", "ppg.data")]
    [TestCase("rec.ECG.signal", "rec.PPG.sig")]
    [TestCase("ecg.wave", "abp.wave")]
    [TestCase("ECG(1).values", "resp")]
    [TestCase("rec.ECG_ARR", "rec.RESP")]
    public void Takes_the_channel_whose_struct_is_named_after_the_ecg(string ecg, string other)
    {
        using SelectedSignal first = Take(new ScriptedMatFile().Zeros(ecg, 1, 500).Zeros(other, 1, 1000).Zeros("ecg.peaks", 1, 500).Zeros("ecg.ppg", 1, 500));
        using SelectedSignal last = Take(new ScriptedMatFile().Zeros(other, 1, 1000).Zeros(ecg, 1, 500));

        Assert.That((first.Array.Path, last.Array.Path), Is.EqualTo((ecg, ecg)));
    }

    [Test]
    public void Rejects_two_that_are_named_after_the_ecg()
    {
        Assert.That(Reject(new ScriptedMatFile().Zeros("ecg_raw", 1, 500).Zeros("ecg_clean", 1, 500)).Message, Does.StartWith("ecg_raw (1x500 double), ecg_clean (1x500 double) are all named like an ECG: name it with --signal"));
        Assert.That(Reject(new ScriptedMatFile().Zeros("ecgx", 1, 100).Zeros("X", 12, 5000)).Reason, Is.EqualTo(RejectionReason.AmbiguousSignal));
    }

    [Test]
    public void Joins_vectors_of_one_length_that_are_named_as_leads()
    {
        ScriptedMatFile file = new ScriptedMatFile().Array<short>("V1", [100, 1], Wave<short>(1)).Array("LII", [100, 1], Wave<double>(0.5)).Array("t", [100, 1], Ramp(0, 0.004, 100));

        using SelectedSignal signal = Take(file);

        Assert.That(signal.Array.Dimensions, Is.EqualTo(new long[] { 100, 2 }));
        Assert.That(ElementsOf<double>(signal), Is.EqualTo((double[])[.. Wave<short>(1).Select(value => (double)value), .. Wave<double>(0.5)]));
        Assert.That(signal.Description.LeadNames, Is.EqualTo(new[] { "V1", "LII" }));
        Assert.That(signal.Axes, Is.EqualTo(new[] { new TimeAxis("t", 100, 250) }));
    }

    [TestCase("x")]
    [TestCase("tms", 500.0, 2)]
    public void Takes_the_rate_from_an_axis_of_any_name_on_either_side_of_a_named_signal(string name, double rate = 500, double step = 0.002)
    {
        using SelectedSignal first = Take(new ScriptedMatFile().Array(name, [200, 1], Ramp(0, step, 200)).Array("ecg", [200, 1], Wave<double>(1, 200)));
        using SelectedSignal last = Take(new ScriptedMatFile().Array("ecg", [200, 1], Wave<double>(1, 200)).Array(name, [200, 1], Ramp(0, step, 200)));

        Assert.That(first.Axes, Is.EqualTo(new[] { new TimeAxis(name, 200, rate) }));
        Assert.That(last.Axes, Is.EqualTo(first.Axes));
    }

    [Test]
    public void Rejects_lead_vectors_of_different_lengths() =>
        Assert.That(Reject(new ScriptedMatFile().Zeros("V1", 1, 500).Zeros("V2", 1, 400)).Reason, Is.EqualTo(RejectionReason.AmbiguousSignal));

    [TestCase("tt")]
    [TestCase("index")]
    public void Takes_a_time_axis_for_no_rival(string name)
    {
        using SelectedSignal first = Take(new ScriptedMatFile().Array(name, [200, 1], Ramp(5, 0.002, 200)).Array("xx", [200, 1], Wave<double>(1, 200)));
        using SelectedSignal last = Take(new ScriptedMatFile().Array("xx", [200, 1], Wave<double>(1, 200)).Array(name, [200, 1], Ramp(5, 0.002, 200)));
        using SelectedSignal longer = Take(new ScriptedMatFile().Array("xx", [200, 1], Wave<double>(1, 200)).Array(name, [400, 1], Ramp(5, 0.002, 400)));

        Assert.That((first.Array.Path, last.Array.Path, longer.Array.Path), Is.EqualTo(("xx", "xx", "xx")));
        Assert.That((first.Axes.Single().Rate, last.Axes.Single().Rate), Is.EqualTo(((double?)500, (double?)500)));
    }

    [Test]
    public void Rejects_what_holds_no_signal_and_says_what_was_seen()
    {
        double[] beats = new double[200];
        for (int i = 1; i < beats.Length; i++)
        {
            beats[i] = beats[i - 1] + (i < 120 ? 200 : 320);
        }

        double[] filter = [.. Enumerable.Range(0, 201).Select(i => Math.Exp(-Math.Pow(Math.Abs(i - 100), 1.5) / 40))];
        RejectedException rejection = Reject(new ScriptedMatFile()
            .Array("R_peak", [200, 1], beats).Array("b", [1, 201], filter).Zeros("net.IW", 300, 2).Zeros("W", 200, 100).Array("n", [1, 200], Ramp(1, 1, 200)).Zeros("limits", 4, 2).Zeros("cube", 300, 50, 3)
            .Zeros("Coord", 600, 3).Zeros("elec.chanpos", 200, 3).Zeros("heart_rate", 1, 600).Zeros("trainLoss", 1, 300));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.NoSignal));
        Assert.That(rejection.Message, Does.Contain("R_peak (200x1 double; never decreases: times or positions)").And.Contain("b (1x201 double; reads the same from both ends: the coefficients of a filter)")
            .And.Contain("net.IW (300x2 double; a parameter by its name)").And.Contain("W (200x100 double; too wide for leads by samples)")
            .And.Contain("n (1x200 double; rises by one step throughout: a time axis or a counter)").And.Contain("limits (4x2 double; fewer than 128 samples)")
            .And.Contain("cube (300x50x3 double; of more than two dimensions: store it as leads by samples)")
            .And.Contain("Coord (600x3 double; a parameter by its name)").And.Contain("elec.chanpos (200x3 double; a parameter by its name)").And.Contain("heart_rate (1x600 double; a parameter by its name)"));
        Assert.That(Reject(new ScriptedMatFile().Array("acttimes", [200, 1], Wave<double>(1, 200))).Message, Does.Contain("acttimes (200x1 double; times by its name)"));
        Assert.That(Reject(new ScriptedMatFile().Array("data", [200, 1], beats)).Message, Does.StartWith("data (200x1 double) never decreases: it holds times or positions"));
    }

    [Test]
    public void Takes_the_one_trial_of_fieldtrip_and_rejects_several()
    {
        using SelectedSignal one = Take(new ScriptedMatFile().Zeros("ft.trial{1}", 3, 800).Zeros("ft.time{1}", 1, 800));

        Assert.That(one.Array.Path, Is.EqualTo("ft.trial{1}"));
        Assert.That(Reject(new ScriptedMatFile().Zeros("ft.trial{1}", 3, 800).Zeros("ft.trial{2}", 3, 800)).Message, Does.Contain("are trials"));
    }

    [Test]
    public void Takes_a_single_sample_from_val_alone()
    {
        using SelectedSignal val = Take(new ScriptedMatFile().Zeros("val", 1, 1));
        using SelectedSignal x = Take(new ScriptedMatFile().Zeros("data", 1, 1).Zeros("x", 1, 200));

        Assert.That((val.Array.Path, x.Array.Path), Is.EqualTo(("val", "x")));
    }

    [Test]
    public void Takes_a_matrix_whose_other_dimensions_are_one_long()
    {
        using SelectedSignal signal = Take(new ScriptedMatFile().Zeros("ecg", 1, 3, 1, 50));

        Assert.That(signal.Array.Path, Is.EqualTo("ecg"));
    }

    [Test]
    public void Rejects_a_named_array_that_is_complex_sparse_logical_or_of_three_dimensions()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                Reject(new ScriptedMatFile().Array("ecg", [2, 10], new double[20], isComplex: true)).Message,
                Is.EqualTo("ecg is 2x10 double, complex: store the real part."));
            Assert.That(
                Reject(new ScriptedMatFile().Zeros("ecg", 2, 10, 3)).Message,
                Is.EqualTo("ecg is 2x10x3 double, of more than two dimensions: store it as leads by samples."));
            Assert.That(
                Reject(new ScriptedMatFile().Array("ecg", [2, 10], new byte[20], MatClass.Logical)).Message,
                Is.EqualTo("ecg is 2x10 logical: store the samples as numbers."));
            Assert.That(
                Reject(new ScriptedMatFile().Variable(
                    new MatVariable { Name = "ecg", Class = MatClass.Double, Dimensions = [2, 10], IsSparse = true })).Message,
                Is.EqualTo("ecg is 2x10 double, sparse: store it with full()."));
        });
    }

    [Test]
    public void Rejects_an_unusable_array_of_a_better_name_rather_than_take_another()
    {
        ScriptedMatFile file = new ScriptedMatFile().Array("ecg", [2, 10], new double[20], isComplex: true).Zeros("data", 2, 10);

        Assert.That(Reject(file).Reason, Is.EqualTo(RejectionReason.UnsupportedFormat));
    }

    [Test]
    public void Takes_an_array_rather_than_an_unusable_one_of_a_worse_name()
    {
        using SelectedSignal signal = Take(new ScriptedMatFile().Array("data", [2, 10], new double[20], isComplex: true).Zeros("ecg", 2, 10));

        Assert.That(signal.Array.Path, Is.EqualTo("ecg"));
    }

    [Test]
    public void Takes_an_array_rather_than_a_text_of_a_better_name()
    {
        using SelectedSignal signal = Take(new ScriptedMatFile().Variable(Text("ecg", "lead II")).Zeros("data", 2, 10));

        Assert.That(signal.Array.Path, Is.EqualTo("data"));
    }

    [Test]
    public void Rejects_a_text_or_a_cell_where_nothing_else_has_a_name()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Reject(new ScriptedMatFile().Variable(Text("val", "abc"))).Message, Is.EqualTo("val is 1x3 char, text: store the samples as numbers."));
            Assert.That(
                Reject(new ScriptedMatFile().Variable(Container(MatClass.Cell, "ecg", Number("", 1)))).Message,
                Is.EqualTo("ecg is 1x1 cell: store the leads as one numeric matrix."));
            Assert.That(
                Reject(new ScriptedMatFile().Variable(Container(MatClass.Struct, "s", Text("data", "abc")))).Message,
                Does.StartWith("s.data is 1x3 char"));
        });
    }

    [Test]
    public void Takes_a_flag_by_a_signals_name_for_a_flag()
    {
        using SelectedSignal signal = Take(new ScriptedMatFile().Array<byte>("signal", [1, 1], [1], MatClass.Logical).Zeros("x", 2, 200));

        Assert.That(signal.Array.Path, Is.EqualTo("x"));
    }

    [Test]
    public void Rejects_an_empty_signal()
    {
        RejectedException rejection = Reject(new ScriptedMatFile().Zeros("val", 12, 0).Zeros("x", 2, 10));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.EmptySignal));
        Assert.That(rejection.Message, Is.EqualTo("val is 12x0 double: the recording has no sample. Check the recorder's export."));
    }

    [Test]
    public void Rejects_a_file_without_a_candidate_and_lists_what_it_has()
    {
        RejectedException rejection = Reject(
            new ScriptedMatFile().Zeros("fs", 1, 1).Zeros("time", 1, 500).Variable(Text("name", "abc")).Array<byte>("mask", [1, 500], new byte[500], MatClass.Logical));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.NoSignal));
        Assert.That(
            rejection.Message,
            Is.EqualTo(
                "no variable can be the signal: the file has fs (1x1 double), time (1x500 double), name (1x3 char), mask (1x500 logical); passed over: time (1x500 double; times by its name); "
                + "store it as a numeric matrix named val."));
    }

    [Test]
    public void Rejects_a_file_without_a_variable() =>
        Assert.That(Reject(new ScriptedMatFile()).Message, Does.StartWith("no variable can be the signal: the file has no variable;"));

    [Test]
    public void Rejects_an_array_that_was_not_read_whole()
    {
        using var collector = new SignalCollector();
        collector.OnArray(Matrix("val", 1, 100))!.Append(new byte[80]);

        Assert.That(() => collector.Take(), Rejected(RejectionReason.CorruptFile, "val has 10 elements, its dimensions ask for 100"));
    }

    [Test]
    public void Keeps_names_of_a_hostile_file_to_one_short_line()
    {
        RejectedException rejection = Reject(new ScriptedMatFile().Variable(Text("bad\r\n\u001b[31m" + new string('x', 100_000), "a")));

        Assert.That(rejection.Message, Has.Length.LessThan(300));
        Assert.That(rejection.Message.Any(char.IsControl), Is.False);
    }

    [Test]
    public void Does_not_join_long_names_of_structs_again_for_each_of_their_fields()
    {
        MatVariable[] fields = Enumerable.Range(0, 10_000).Select(i => Number($"f{i}", i)).ToArray();
        MatVariable variable = Container(MatClass.Struct, new string('x', 1 << 20), fields);
        using var collector = new SignalCollector();
        collector.OnVariable(variable);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => collector.Take(), Rejected(RejectionReason.NoSignal, "no variable can be the signal"));

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(32 << 20));
    }

    [Test]
    public void Collects_the_variables()
    {
        using var collector = new SignalCollector();
        new ScriptedMatFile().Zeros("val", 1, 10).Variable(Text("units", "mV")).Play(collector);

        Assert.That(collector.Variables.Select(variable => variable.Name), Is.EqualTo(new[] { "val", "units" }));
    }

    private static T[] Wave<T>(double scale, int count = 100)
        where T : struct, System.Numerics.INumberBase<T> => [.. Enumerable.Range(0, count).Select(i => T.CreateTruncating(100 * scale * Math.Sin(i / 3.0)))];

    private static double[] Ramp(double first, double step, int count) => [.. Enumerable.Range(0, count).Select(i => first + (i * step))];

    private static SelectedSignal Take(ScriptedMatFile file, string? choice = null)
    {
        using var collector = new SignalCollector(choice);
        file.Play(collector);
        return collector.Take();
    }

    private static RejectedException Reject(ScriptedMatFile file) => Assert.Throws<RejectedException>(() => Take(file).Dispose())!;

    private static ContainsConstraint Rejected(RejectionReason reason, string detail) =>
        Throws.TypeOf<RejectedException>().With.Property(nameof(RejectedException.Reason)).EqualTo(reason).And.Message.Contains(detail);

    private static T[] ElementsOf<T>(SelectedSignal signal)
        where T : unmanaged
    {
        Assert.That(signal.Buffer.TryGetMemory<T>(out ReadOnlySpan<T> elements), Is.True);
        return elements.ToArray();
    }

    private static MatArray Matrix(string path, params long[] dimensions) => new()
    {
        Path = path,
        Class = MatClass.Double,
        StorageType = SampleType.Double,
        Dimensions = dimensions,
        ElementCount = dimensions.Aggregate(1L, (product, length) => product * length),
    };
}
