using System.Runtime.InteropServices;
using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;

namespace EndToEnd.Tests.Recordings;

/// <summary>Recordings of a few samples, in every form.</summary>
internal static class SmallRecording
{
    private const int Leads = 2;
    private const int Samples = 50;

    private const int BeatingRate = 250;
    private const int BeatingSamples = 10 * BeatingRate;

    /// <summary>The bytes of a MAT-file whose samples depend on the number alone.</summary>
    public static byte[] Of(int number, MatFormat format = MatFormat.V7)
    {
        short[] elements = new short[Leads * Samples];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = (short)(((i * 37) + (number * 11)) % 2000);
        }

        return Write(format, [new MatNumbers("val", Leads, Samples, elements), MatNumbers.Scalar("fs", 250)]);
    }

    /// <summary>The bytes of a MAT-file of ten seconds with a beat in each, so that there is something to annotate.</summary>
    public static byte[] WithBeats() => Write(MatFormat.V4, [new MatNumbers("val", 1, BeatingSamples, Beating()), MatNumbers.Scalar("fs", BeatingRate)]);

    /// <summary>The samples of that recording as a WFDB signal file of format 16.</summary>
    public static byte[] SignalFileWithBeats() => MemoryMarshal.AsBytes<short>(Beating()).ToArray();

    /// <summary>The header of that signal file.</summary>
    public static string SignalFileHeader(string name) =>
        $"{name} 1 {BeatingRate} {BeatingSamples}\n{name}.dat 16 1000/mV 16 0 0 0 0 II\n";

    /// <summary>The bytes of a MAT-file whose table of samples takes more than one part to put.</summary>
    public static byte[] Large()
    {
        const int leads = 12;
        const int samples = 1_200_000;
        var random = new Random(5);
        short[] elements = new short[leads * samples];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = (short)random.Next(-30_000, 30_000);
        }

        return Write(MatFormat.V4, [new MatNumbers("val", leads, samples, elements)]);
    }

    /// <summary>A header for such a recording.</summary>
    /// <param name="name">The recording's name without folder and extension.</param>
    public static string Header(string name) =>
        $"{name} {Leads} 125 {Samples}\n{name}.mat 16+24 400/mV 16 0 0 0 0 II\n{name}.mat 16+24 400/mV 16 0 0 0 0 V5\n";

    // A sharp deflection at the middle of each second, on a slow wave.
    private static short[] Beating() =>
        [.. Enumerable.Range(0, BeatingSamples).Select(i => (short)((50 * Math.Sin(i / 40.0)) + Math.Max(0, 1000 - (200 * Math.Abs((i % BeatingRate) - (BeatingRate / 2))))))];

    private static byte[] Write(MatFormat format, IReadOnlyList<MatArrayValue> variables)
    {
        using var file = new MemoryStream();
        MatWriter.Write(file, format, variables);
        return file.ToArray();
    }
}
