using System.Runtime.ExceptionServices;

namespace Ecg.Formats.Mat;

/// <summary>Receives the contents of a MAT-file in the file's order.</summary>
public interface IMatVisitor
{
    /// <summary>
    /// Called for each dense numeric or logical array, including nested and empty ones, before its elements are read.
    /// </summary>
    /// <returns>
    /// The buffer for the elements (the real part of a complex array), as stored and in this machine's byte
    /// order, or <see langword="null"/> to skip them. The reader does not dispose it.
    /// </returns>
    SampleBuffer? OnArray(MatArray array);

    /// <summary>Called for each workspace variable once it has been read completely.</summary>
    void OnVariable(MatVariable variable);

    /// <summary>
    /// Called if a workspace variable is damaged or unsupported but later variables can still be read. The
    /// default throws <paramref name="damage"/>; an implementation may return to skip the variable.
    /// </summary>
    /// <param name="variable">The variable's name; <see langword="null"/> if it could not be read.</param>
    /// <param name="damage">The problem. A buffer that was given for one of its arrays may be partially filled.</param>
    void OnDamaged(string? variable, RejectedException damage) => ExceptionDispatchInfo.Throw(damage);
}
