namespace Ecg.Signals.Selection;

/// <summary>The kind of a vector by the order of its values.</summary>
internal enum SeriesKind
{
    /// <summary>It rises and falls, like a signal.</summary>
    Signal,

    /// <summary>It rises in equal steps: a time axis or a counter.</summary>
    Ramp,

    /// <summary>It never falls, and its steps differ: positions of beats, or times of unevenly taken samples.</summary>
    Ascending,
}
