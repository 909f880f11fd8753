namespace Ecg.Formats.Hdf5;

/// <summary>The location of a chunk.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Size">Its stored size in bytes.</param>
/// <param name="FilterMask">The filters that were not applied to it, one bit each.</param>
internal readonly record struct Hdf5Chunk(long Address, long Size, uint FilterMask);
