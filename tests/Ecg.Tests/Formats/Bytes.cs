using System.Runtime.InteropServices;

namespace Ecg.Tests.Formats;

/// <summary>Numbers as the bytes of a file.</summary>
internal static class Bytes
{
    public static byte[] Of<T>(bool bigEndian, params ReadOnlySpan<T> values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        int size = bytes.Length / Math.Max(values.Length, 1);
        for (int i = 0; bigEndian == BitConverter.IsLittleEndian && i < bytes.Length; i += size)
        {
            bytes.AsSpan(i, size).Reverse();
        }

        return bytes;
    }
}
