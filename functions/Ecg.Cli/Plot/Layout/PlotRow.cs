using Ecg.Annotations.Beats;

namespace Ecg.Cli.Plot.Layout;

/// <summary>A lead in a row of its own: its scale, its label and the room it needs in any of its lines.</summary>
internal sealed class PlotRow
{
    private readonly PlotLead _lead;
    private readonly double _centre;
    private readonly double _millimetresPerSample;

    private PlotRow(PlotLead lead, TimeScale time, LeadExtent extent, AmplitudeScale scale)
    {
        _lead = lead;
        _centre = scale.IsGain ? extent.Centre : (extent.Min + extent.Max) / 2;
        _millimetresPerSample = time.MillimetresPerSample;
        Scale = scale;
        string name = LeadName.Write(lead.Name);
        Label = scale == AmplitudeScale.Standard ? name : $"{name}   {scale.Label}";
    }

    /// <summary>How tall the lead is drawn.</summary>
    public AmplitudeScale Scale { get; }

    /// <summary>The name, with the scale where it is not the standard one.</summary>
    public string Label { get; }

    /// <summary>Whether beats are sought in the lead, and so marked on it: a pulse wave comes after its beat.</summary>
    public bool ShowsBeats => EcgLeads.IsEcg(_lead.Name, _lead.Unit);

    /// <summary>The room that each line of the row needs.</summary>
    public RowRoom Room { get; private init; }

    /// <summary>Measures a lead.</summary>
    /// <param name="lead">The lead, with the samples that are shown.</param>
    /// <param name="time">The scale of the axis.</param>
    /// <param name="perLine">The number of samples on a line.</param>
    /// <param name="tallest">The height beyond which the gain is lowered.</param>
    /// <param name="amplitude">The gain that was asked for, in mm/mV.</param>
    public static PlotRow For(PlotLead lead, TimeScale time, int perLine, double tallest, double? amplitude)
    {
        var extent = LeadExtent.Measure(lead.Samples.Span);
        var row = new PlotRow(lead, time, extent, AmplitudeScale.For(lead, extent, tallest, amplitude));
        return row.WithRoom(extent, time, perLine);
    }

    /// <summary>The piece of the lead on one line.</summary>
    public Trace Trace(int first, int count, double x, double baseline)
    {
        PlotLead part = _lead.Part(first, count);
        return new(part.Samples, x, baseline, _centre, _millimetresPerSample, Scale.MillimetresPerUnit) { Stretches = part.Stretches };
    }

    private PlotRow WithRoom(LeadExtent extent, TimeScale time, int perLine)
    {
        double above = Math.Max(CalibrationPulse.Height(Scale), (extent.Max - _centre) * Scale.MillimetresPerUnit);
        for (int first = 0; first < Math.Max(1, _lead.Samples.Length); first += perLine)
        {
            above = Math.Max(above, LeadLabel.Room(Trace(first, perLine, 0, 0), Label));
        }

        return new PlotRow(_lead, time, extent, Scale) { Room = RowRoom.For(above, (_centre - extent.Min) * Scale.MillimetresPerUnit) };
    }
}
