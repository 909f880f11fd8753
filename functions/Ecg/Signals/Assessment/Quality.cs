namespace Ecg.Signals.Assessment;

/// <summary>How far a lead or a recording can be trusted.</summary>
public enum Quality
{
    /// <summary>Nothing was found.</summary>
    Good,

    /// <summary>Usable with care: its issues say why.</summary>
    Suspect,

    /// <summary>Most of it is no signal.</summary>
    Bad,
}
