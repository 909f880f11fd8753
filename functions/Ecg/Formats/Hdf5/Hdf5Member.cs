namespace Ecg.Formats.Hdf5;

/// <summary>A member of a compound type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Its offset within an element.</param>
/// <param name="Type">Its type.</param>
internal sealed record Hdf5Member(string Name, int Offset, Hdf5Datatype Type);
