namespace Ecg.Formats.Mat;

/// <summary>
/// The remaining limits for one file. A few bytes can stand for many variables, values or decompressed bytes, so these are
/// not bounded by the file's size alone.
/// </summary>
/// <param name="maxInflatedBytes">The maximum number of bytes that all compressed elements together may inflate to.</param>
internal sealed class ReadBudget(long maxInflatedBytes = MatFile.MaxInflatedBytes)
{
    private long _values = MatFile.MaxKeptValues;
    private long _inflated;
    private int _variables;

    /// <summary>The number of fields and cells that may still be kept.</summary>
    public int Children { get; private set; } = MatFile.MaxNodes;

    /// <summary>Counts a workspace variable, or an element in its place.</summary>
    /// <exception cref="RejectedException">There are too many.</exception>
    public void TakeVariable(ForwardReader file)
    {
        if (++_variables > MatFile.MaxNodes)
        {
            throw file.Refused(
                RejectionReason.TooLarge,
                $"more than {MatFile.MaxNodes} variables, the limit; save the signal in a file of its own");
        }
    }

    /// <summary>Counts a field or a cell, if the limit allows it.</summary>
    public bool TryTakeChild()
    {
        if (Children == 0)
        {
            return false;
        }

        Children--;
        return true;
    }

    /// <summary>Counts the values of a small array, if the limit allows keeping them.</summary>
    public bool TryTakeValues(long count)
    {
        if (count > MatFile.MaxValueElements || count > _values)
        {
            return false;
        }

        _values -= count;
        return true;
    }

    /// <summary>Counts decompressed bytes.</summary>
    /// <exception cref="RejectedException">There are too many.</exception>
    public void TakeInflated(ForwardReader file, long count)
    {
        _inflated += count;
        if (_inflated > maxInflatedBytes)
        {
            throw file.Refused(
                RejectionReason.TooLarge,
                $"the compressed data inflate to more than {maxInflatedBytes} bytes, the limit; split the recording");
        }
    }
}
