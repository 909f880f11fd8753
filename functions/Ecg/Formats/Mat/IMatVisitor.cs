using System.Runtime.ExceptionServices;

namespace Ecg.Formats.Mat;

/// <summary>Receives what a reader finds in a MAT-file, in the order in which the file holds it.</summary>
public interface IMatVisitor
{
    /// <summary>
    /// Called for each dense numeric or logical array, nested and empty ones included, before its elements are read.
    /// </summary>
    /// <returns>
    /// The buffer that takes the elements (the real part of a complex array), as they are stored and in the byte order
    /// of this machine, or <see langword="null"/> to pass over them. The reader does not dispose of it.
    /// </returns>
    SampleBuffer? OnArray(MatArray array);

    /// <summary>Called for each variable of the workspace once it has been read whole.</summary>
    void OnVariable(MatVariable variable);

    /// <summary>
    /// Called where a variable of the workspace is damaged, or of a kind that is not read, and the ones after it can be read all the same. The
    /// visitor throws <paramref name="damage"/>, as it does unless it says otherwise, or lets the reader pass over the variable.
    /// </summary>
    /// <param name="variable">The variable's name; <see langword="null"/> if it could not be read.</param>
    /// <param name="damage">What is wrong with it. A buffer that was given for an array of it may have been filled in part.</param>
    void OnDamaged(string? variable, RejectedException damage) => ExceptionDispatchInfo.Throw(damage);
}
