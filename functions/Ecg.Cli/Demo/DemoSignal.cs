namespace Ecg.Cli.Demo;

/// <summary>The samples of a demonstration recording.</summary>
internal sealed class DemoSignal
{
    private const double MicrovoltsPerMillivolt = 1000;

    private readonly DemoRecording _recording;
    private readonly IReadOnlyList<double[]> _leads;

    private DemoSignal(DemoRecording recording, IReadOnlyList<double[]> leads)
    {
        _recording = recording;
        _leads = leads;
    }

    /// <summary>The number of samples of each lead.</summary>
    public int SampleCount => _leads[0].Length;

    /// <summary>The number of leads.</summary>
    public int LeadCount => _leads.Count;

    /// <summary>Generates the samples with the model.</summary>
    public static DemoSignal Of(DemoRecording recording)
    {
        SimulatedEcg simulated = EcgModel.Simulate(recording.Model);
        bool isTwelve = recording.Leads.Count == EcgMorphology.IndependentLeads.Count + 4;
        return new DemoSignal(recording, isTwelve ? simulated.TwelveLeads() : simulated.Leads);
    }

    /// <summary>Returns a lead in mV, rounded to the microvolt.</summary>
    public double[] Millivolts(int lead) => [.. Microvolts(lead).Select(value => value / MicrovoltsPerMillivolt)];

    /// <summary>Returns a lead in whole uV.</summary>
    public double[] Microvolts(int lead) => [.. _leads[lead].Select(value => Math.Round(value * MicrovoltsPerMillivolt))];

    /// <summary>Returns a lead in ADC units, with the recording's defect.</summary>
    public short[] AdcUnits(int lead)
    {
        int half = 1 << (_recording.Resolution - 1);
        (int lowest, int highest) = LimitsOfAdc(half);
        short[] samples = new short[SampleCount];
        for (int i = 0; i < samples.Length; i++)
        {
            double value = Math.Round(_leads[lead][i] * _recording.Gain) + _recording.Baseline;
            samples[i] = (short)Math.Clamp(value, lowest, highest);
        }

        Spoil(lead, samples);
        return samples;
    }

    // The lowest 16-bit value marks a missing sample, so the ADC never returns it.
    private (int Lowest, int Highest) LimitsOfAdc(int half) =>
        (Math.Max(_recording.Baseline - half, short.MinValue + 1), Math.Min(_recording.Baseline + half - 1, short.MaxValue));

    private void Spoil(int lead, short[] samples)
    {
        const string flatLead = "V3";
        switch (_recording.Defect)
        {
            case DemoDefect.MissingSamples:
                samples.AsSpan(samples.Length * 2 / 5, samples.Length / 20).Fill(short.MinValue);
                break;
            case DemoDefect.FlatLead when _recording.Leads[lead] == flatLead:
                samples.AsSpan().Fill((short)_recording.Baseline);
                break;
        }
    }
}
