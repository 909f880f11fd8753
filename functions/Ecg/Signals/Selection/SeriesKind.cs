namespace Ecg.Signals.Selection;

/// <summary>What the order of a vector's values tells of it.</summary>
internal enum SeriesKind
{
    /// <summary>It rises and falls, as a signal does.</summary>
    Signal,

    /// <summary>It rises by the same step throughout: a time axis or a counter.</summary>
    Ramp,

    /// <summary>It never falls, and its steps differ: the positions of beats, the times of samples that were taken unevenly.</summary>
    Ascending,
}
