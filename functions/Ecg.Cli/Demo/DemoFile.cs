using Ecg.Formats.Mat.Writing;

namespace Ecg.Cli.Demo;

/// <summary>The contents of a demonstration recording's files.</summary>
/// <param name="Variables">The variables of the MAT-file; empty if it is not one.</param>
/// <param name="Header">The text of the WFDB header, or <see langword="null"/> if there is none.</param>
internal sealed record DemoFile(IReadOnlyList<MatArrayValue> Variables, string? Header)
{
    /// <summary>Generates the signal and lays it out.</summary>
    public static DemoFile Of(DemoRecording recording)
    {
        if (recording.Defect == DemoDefect.NoMatFile)
        {
            return new DemoFile([], null);
        }

        var signal = DemoSignal.Of(recording);
        return recording.Layout switch
        {
            DemoLayout.WithHeader => WithHeader(recording, signal),
            DemoLayout.ValAlone => new([LeadsBySamples("val", AdcUnits(signal))], null),
            DemoLayout.Variables => new([SamplesByLeads("ecg", Leads(signal, signal.Millivolts)), .. Description(recording, "mV")], null),
            DemoLayout.Struct => new([Struct(recording, signal)], null),
            DemoLayout.NoMetadata => new([LeadsBySamples("data", AdcUnits(signal))], null),
            _ => throw new ArgumentOutOfRangeException(nameof(recording), recording.Layout, null),
        };
    }

    private static DemoFile WithHeader(DemoRecording recording, DemoSignal signal)
    {
        short[][] leads = AdcUnits(signal);
        return new DemoFile([LeadsBySamples("val", leads)], HeaderWriter.Write(recording, leads));
    }

    private static MatStruct Struct(DemoRecording recording, DemoSignal signal)
    {
        float[][] microvolts = [.. Leads(signal, signal.Microvolts).Select(lead => Array.ConvertAll(lead, value => (float)value))];
        return new MatStruct("ECG", [LeadsBySamples("data", microvolts), .. Description(recording, "uV")]);
    }

    private static IEnumerable<MatArrayValue> Description(DemoRecording recording, string unit)
    {
        yield return MatNumbers.Scalar("fs", recording.Model.SamplingRate);
        yield return new MatCell("leads", recording.Leads);
        yield return new MatText("units", unit);
        if (recording.Age is { } age)
        {
            yield return MatNumbers.Scalar("age", age);
        }

        if (recording.Sex is { } sex)
        {
            yield return new MatText("sex", sex);
        }
    }

    private static MatNumbers LeadsBySamples<T>(string name, T[][] leads)
    {
        var elements = new T[leads.Length * leads[0].Length];
        for (int lead = 0; lead < leads.Length; lead++)
        {
            for (int sample = 0; sample < leads[lead].Length; sample++)
            {
                elements[(sample * leads.Length) + lead] = leads[lead][sample];
            }
        }

        return new MatNumbers(name, leads.Length, leads[0].Length, elements);
    }

    private static MatNumbers SamplesByLeads(string name, double[][] leads) =>
        new(name, leads[0].Length, leads.Length, leads.SelectMany(lead => lead).ToArray());

    private static short[][] AdcUnits(DemoSignal signal) => Leads(signal, signal.AdcUnits);

    private static T[][] Leads<T>(DemoSignal signal, Func<int, T[]> lead) => [.. Enumerable.Range(0, signal.LeadCount).Select(lead)];
}
