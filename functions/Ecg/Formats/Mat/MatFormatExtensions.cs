namespace Ecg.Formats.Mat;

/// <summary>Formats a <see cref="MatFormat"/>.</summary>
internal static class MatFormatExtensions
{
    /// <summary>Returns the format's name in the lake and the command's output, such as <c>mat-v4</c>.</summary>
    public static string Code(this MatFormat format) => format switch
    {
        MatFormat.V4 => "mat-v4",
        MatFormat.V6 => "mat-v6",
        MatFormat.V7 => "mat-v7",
        MatFormat.V73 => "mat-v7.3",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}
