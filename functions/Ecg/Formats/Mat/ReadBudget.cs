namespace Ecg.Formats.Mat;

/// <summary>
/// What one file may still cost. A few bytes can stand for many variables, values or inflated bytes, so none of them is
/// bounded by the file's size alone.
/// </summary>
/// <param name="maxInflatedBytes">The most bytes that all compressed elements together may inflate to.</param>
internal sealed class ReadBudget(long maxInflatedBytes = MatFile.MaxInflatedBytes)
{
    private long _values = MatFile.MaxKeptValues;
    private long _inflated;
    private int _variables;

    /// <summary>How many fields and cells may still be kept.</summary>
    public int Children { get; private set; } = MatFile.MaxNodes;

    /// <summary>Counts a variable of the workspace, or an element that stands in the place of one.</summary>
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

    /// <summary>Counts a field or a cell, if there is room for one more.</summary>
    public bool TryTakeChild()
    {
        if (Children == 0)
        {
            return false;
        }

        Children--;
        return true;
    }

    /// <summary>Counts the values of an array that is small enough to be kept, if there is room for them.</summary>
    public bool TryTakeValues(long count)
    {
        if (count > MatFile.MaxValueElements || count > _values)
        {
            return false;
        }

        _values -= count;
        return true;
    }

    /// <summary>Counts bytes that were inflated.</summary>
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
