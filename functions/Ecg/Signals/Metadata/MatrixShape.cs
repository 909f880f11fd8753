using Ecg.Formats.Mat;
using Ecg.Signals.Selection;

namespace Ecg.Signals.Metadata;

/// <summary>Determines which dimension of a matrix is the leads.</summary>
internal static class MatrixShape
{
    /// <summary>The maximum number of leads of a recording: each is a column of <c>samples</c>.</summary>
    public const int MaxLeads = 1024;

    /// <summary>The maximum number of samples of a lead: <c>sample</c> is an int32.</summary>
    public const long MaxSamples = int.MaxValue;

    /// <summary>
    /// Orients the signal's matrix: the header decides; without one, the shorter dimension is the leads, the rows if both
    /// are equal, and the rows in a potential map.
    /// </summary>
    /// <exception cref="RejectedException">
    /// The matrix does not match the header, or is too large for a recording.
    /// </exception>
    public static SignalMatrix Orient(SelectedSignal signal, HeaderSignals? header, IssueList issues)
    {
        (long rows, long columns) = TwoDimensions(signal.Array.Dimensions);
        if (header is null && rows == columns && rows > 1)
        {
            issues.Add("square matrix: rows taken as leads");
        }

        bool leadsAreRows = header is null ? rows <= columns || SignalName.IsPotentials(signal.Array.Path) : LeadsAreRows(signal.Array, rows, columns, header);
        (long leads, long samples) = leadsAreRows ? (rows, columns) : (columns, rows);
        RejectIfTooLarge(signal.Array, leads, samples);
        return new SignalMatrix(signal.Buffer, (int)leads, samples, leadsAreRows);
    }

    private static (long Rows, long Columns) TwoDimensions(IReadOnlyList<long> dimensions)
    {
        if (dimensions is [var rows, var columns])
        {
            return (rows, columns);
        }

        return ArrayShape.Squeeze(dimensions) switch
        {
            [] => (1, 1),
            [var length] => (1, length),
            [var first, var second] => (first, second),
            _ => throw new ArgumentException("The signal has more than two dimensions.", nameof(dimensions)),
        };
    }

    private static bool LeadsAreRows(MatArray array, long rows, long columns, HeaderSignals header)
    {
        int leads = header.Signals.Count;
        if (header.SampleCount is { } samples)
        {
            if (rows == leads && columns == samples)
            {
                return true;
            }

            if (columns == leads && rows == samples)
            {
                return false;
            }
        }
        else if (rows == leads || columns == leads)
        {
            return rows == leads;
        }

        string described = header.SampleCount is { } count ? $"{Counted.Of(leads, "signal")} of {Counted.Of(count, "sample")}" : Counted.Of(leads, "signal");
        throw new RejectedException(
            RejectionReason.HeaderMismatch,
            $"{header.Header.FileName} describes {described}, but {OneLine.Clean(array.Path)} is "
            + $"{string.Join('x', array.Dimensions)}: put the header that belongs to the MAT-file beside it.");
    }

    private static void RejectIfTooLarge(MatArray array, long leads, long samples)
    {
        if (leads > MaxLeads || samples > MaxSamples)
        {
            throw new RejectedException(
                RejectionReason.TooLarge,
                $"{OneLine.Clean(array.Path)} is {string.Join('x', array.Dimensions)}: a recording has at most {MaxLeads} leads "
                + $"and {MaxSamples} samples; split it.");
        }
    }
}
