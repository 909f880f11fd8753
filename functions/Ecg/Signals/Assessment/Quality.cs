namespace Ecg.Signals.Assessment;

/// <summary>The quality of a lead or a recording.</summary>
public enum Quality
{
    /// <summary>No problem was found.</summary>
    Good,

    /// <summary>Usable with care; the issues give the reasons.</summary>
    Suspect,

    /// <summary>Most of it is not a usable signal.</summary>
    Bad,
}
