using Ecg.Formats.Mat;

namespace Ecg.Cli.Demo;

/// <summary>
/// The 24 recordings of <c>ecg demo</c>: every MAT-file format, every source of metadata, rhythms that
/// look different on paper, and common defects. All patients are fictitious.
/// </summary>
internal static class DemoRecordings
{
    private const long SinusRhythm = 426783006;
    private const long SinusBradycardia = 426177001;
    private const long SinusTachycardia = 427084000;
    private const long SinusArrhythmia = 427393009;
    private const long AtrialFibrillation = 164889003;
    private const long FirstDegreeBlock = 270492004;
    private const long CompleteRightBundleBranchBlock = 713427006;
    private const long PrematureVentricularContractions = 427172004;
    private const long TWaveInversion = 59931005;
    private const long LowVoltage = 251146004;

    private static readonly IReadOnlyList<string> TwelveLeads =
        ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    private static readonly DateTime FirstDay = new(2024, 3, 4, 8, 15, 0);

    /// <summary>The datasets, each a folder.</summary>
    public static IReadOnlyList<DemoDataset> Datasets { get; } =
    [
        new("12-lead", null, [.. TwelveLeadRecordings()]),
        new("1 NSR", FragmentsMetadata, [.. Fragments()]),
        new("stress test", null, [.. Exports()]),
    ];

    /// <summary>All recordings, dataset by dataset.</summary>
    public static IReadOnlyList<DemoRecording> All { get; } = [.. Datasets.SelectMany(dataset => dataset.Recordings)];

    private const string FragmentsMetadata = """
        {
          "sampling_rate_hz": 360,
          "adc_gain": 200,
          "adc_baseline": 1024,
          "units": "mV",
          "leads": ["MLII"],
          "diagnoses": ["426783006"],
          "comments": ["10 s fragments of one long recording"]
        }

        """;

    private static IEnumerable<DemoRecording> TwelveLeadRecordings()
    {
        EcgMorphology normal = EcgMorphology.Normal;
        yield return Challenge(1, "sinus rhythm", 63, "Female", [SinusRhythm], Heart(68, 2));
        yield return Challenge(2, "sinus bradycardia", 34, "Male", [SinusBradycardia], Heart(47, 2) with { Morphology = normal.Scaled(1.15) });
        yield return Challenge(3, "sinus tachycardia", 25, "Female", [SinusTachycardia], Heart(122, 2) with { Noise = 0.015 });
        yield return Challenge(4, "atrial fibrillation", 77, "Male", [AtrialFibrillation], Heart(104, 0) with
        {
            Rhythm = HeartRhythm.AtrialFibrillation,
            Morphology = normal.Without("P"),
        });
        yield return Challenge(5, "first degree AV block", 71, "Female", [SinusRhythm, FirstDegreeBlock], Heart(62, 2) with
        {
            Morphology = normal.WithAngle("P", -1.9),
        });
        yield return Challenge(6, "right bundle branch block", 66, "Male", [SinusRhythm, CompleteRightBundleBranchBlock], Heart(74, 2) with
        {
            Morphology = RightBundleBranchBlock(normal),
        });
        yield return Challenge(7, "premature ventricular contractions", 58, "Male", [SinusRhythm, PrematureVentricularContractions], Heart(76, 1.5) with
        {
            Rhythm = HeartRhythm.VentricularEctopy,
        });
        yield return Challenge(8, "T wave inversion", 52, "Female", [SinusRhythm, TWaveInversion], Heart(70, 2) with
        {
            Morphology = normal.WithAmplitudes("T", 0.05, 0.16, -0.12, -0.34, -0.42, -0.36, -0.22, -0.08),
        });
        yield return Challenge(9, "missing samples", 22, "Male", [SinusArrhythmia], Heart(64, 7) with { LowToHigh = 0.2 }) with
        {
            Defect = DemoDefect.MissingSamples,
        };
        yield return Challenge(10, "a flat lead", 45, "Female", [SinusRhythm], Heart(72, 2)) with { Defect = DemoDefect.FlatLead };
        yield return Challenge(11, "clipped", 61, "Male", [SinusRhythm], Heart(66, 2) with { Morphology = normal.Scaled(1.35) }) with
        {
            Resolution = 11,
            Defect = DemoDefect.Clipped,
        };
        yield return Challenge(12, "big-endian, 250 Hz, low voltage", 69, "Female", [SinusRhythm, LowVoltage], Heart(81, 2) with
        {
            SamplingRate = 250,
            Morphology = normal.Scaled(0.4),
        }) with
        {
            IsBigEndian = true,
            Gain = 400,
        };
        yield return Challenge(13, "truncated", 55, "Male", [SinusRhythm], Heart(70, 2)) with { Defect = DemoDefect.Truncated };
        yield return Challenge(14, "no MAT-file", 40, "Female", [SinusRhythm], Heart(70, 2)) with { Defect = DemoDefect.NoMatFile };
    }

    private static IEnumerable<DemoRecording> Fragments()
    {
        for (int fragment = 0; fragment < 4; fragment++)
        {
            yield return new DemoRecording
            {
                Dataset = "1 NSR",
                Name = $"m001 ({fragment})",
                Description = "a fragment of one lead",
                Format = fragment == 3 ? MatFormat.V4 : MatFormat.V7,
                Layout = DemoLayout.ValAlone,
                Model = Heart(73, 2.5) with { SamplingRate = 360, Seed = 200 + fragment, Morphology = EcgMorphology.McSharry },
                Leads = ["MLII"],
                Gain = 200,
                Baseline = 1024,
                Resolution = 11,
                Diagnoses = [SinusRhythm],
            };
        }
    }

    private static IEnumerable<DemoRecording> Exports()
    {
        yield return Export(0, "rest", "samples by leads in mV", MatFormat.V6, DemoLayout.Variables, Heart(71, 2));
        yield return Export(1, "bruce 1", "a struct in uV", MatFormat.V7, DemoLayout.Struct, Heart(103, 2) with { Noise = 0.02 });
        yield return Export(2, "bruce 3", "MATLAB 7.3", MatFormat.V73, DemoLayout.Variables, Heart(148, 2) with { Noise = 0.03 });
        yield return Export(3, "recovery", "MATLAB 7.3, a minute of two leads in a struct", MatFormat.V73, DemoLayout.Struct, Heart(96, 4) with
        {
            Seconds = 60,
            SamplingRate = 250,
            Morphology = EcgMorphology.Normal.InLeads(1, 6),
        }) with
        {
            Leads = ["II", "V5"],
        };
        yield return Export(4, "spot check", "one lead", MatFormat.V6, DemoLayout.Variables, Heart(78, 3) with
        {
            Morphology = EcgMorphology.Normal.InLeads(1),
        }) with
        {
            Leads = ["II"],
        };
        yield return Export(5, "unlabelled", "no metadata at all", MatFormat.V7, DemoLayout.NoMetadata, Heart(84, 2)) with
        {
            Age = null,
            Sex = null,
            Diagnoses = [],
        };
    }

    private static DemoRecording Challenge(int number, string description, int age, string sex, long[] diagnoses, EcgModelSettings model) => new()
    {
        Dataset = "12-lead",
        Name = $"D{number:0000}",
        Description = description,
        Format = MatFormat.V4,
        Layout = DemoLayout.WithHeader,
        Model = model with { Seed = number },
        Leads = TwelveLeads,
        RecordedAt = FirstDay.AddDays(number).AddMinutes(17 * number),
        Age = age,
        Sex = sex,
        Diagnoses = diagnoses,
    };

    private static DemoRecording Export(
        int number,
        string name,
        string description,
        MatFormat format,
        DemoLayout layout,
        EcgModelSettings model) => new()
        {
            Dataset = "stress test",
            Name = name,
            Description = description,
            Format = format,
            Layout = layout,
            Model = model with { Seed = 300 + number },
            Leads = TwelveLeads,
            Age = 47,
            Sex = "Female",
        };

    private static EcgModelSettings Heart(double rate, double deviation) => new() { HeartRate = rate, HeartRateDeviation = deviation };

    // A late second R on the right, where it points to V1, and a wide S on the left, where it points away.
    private static EcgMorphology RightBundleBranchBlock(EcgMorphology normal) => normal
        .WithAmplitudes("S", -0.12, -0.16, -0.45, -0.80, -0.80, -0.55, -0.30, -0.15)
        .With(new EcgWave("R'", 0.56, 0.16, [-0.24, -0.16, 0.95, 0.50, 0.05, -0.22, -0.34, -0.36]))
        .WithAmplitudes("T", 0.22, 0.28, -0.24, -0.16, 0.24, 0.36, 0.34, 0.26);
}
