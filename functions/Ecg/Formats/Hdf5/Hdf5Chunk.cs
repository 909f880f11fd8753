namespace Ecg.Formats.Hdf5;

/// <summary>Where a chunk stands.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Size">Its packed size in bytes.</param>
/// <param name="FilterMask">The filters that it has not been through, a bit each.</param>
internal readonly record struct Hdf5Chunk(long Address, long Size, uint FilterMask);
