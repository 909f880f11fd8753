namespace Ecg.Formats.Hdf5;

/// <summary>A member of a group.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Address">The address of its object header.</param>
internal readonly record struct Hdf5Link(string Name, long Address);
