namespace Ecg.Formats.Mat;

/// <summary>A MAT-file's description of itself.</summary>
/// <param name="Format">The format of the file.</param>
/// <param name="IsBigEndian">Whether its numbers are big-endian.</param>
/// <param name="Description">The descriptive text of the header, or <see langword="null"/> if there is none.</param>
public sealed record MatFileInfo(MatFormat Format, bool IsBigEndian, string? Description);
