using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>Joins leads that a file stores as one vector each.</summary>
internal static class LeadVectors
{
    private const int ReadBytes = 64 << 10;

    /// <summary>Returns whether vectors are the leads of one recording: several of one length, side by side.</summary>
    public static bool AreOneRecording(IReadOnlyList<SignalCandidate> leads) =>
        leads.Count > 1
        && leads.All(lead => lead.Array.ElementCount == leads[0].Array.ElementCount && lead.Buffer!.Count == lead.Array.ElementCount
            && AroundOf(lead.Array.Path).SequenceEqual(AroundOf(leads[0].Array.Path)));

    /// <summary>Joins them to a matrix with one column each, named after them.</summary>
    /// <param name="leads">The leads. Their buffers are released one after another.</param>
    /// <param name="share">The budget of memory and disk.</param>
    /// <exception cref="IOException">A temporary file failed.</exception>
    public static SelectedSignal Join(IReadOnlyList<SignalCandidate> leads, ScratchShare share)
    {
        var names = leads.Select(lead => SignalName.LastOf(lead.Array.Path).ToString()).ToList();
        MatArray array = ArrayOf(leads, names);
        var joined = new SampleBuffer(array.StorageType, share);
        try
        {
            foreach (SignalCandidate lead in leads)
            {
                Copy(lead.Buffer!, joined);
                lead.Dispose();
            }
        }
        catch
        {
            joined.Dispose();
            throw;
        }

        return new SelectedSignal(
            array, joined, [$"leads taken from the variables {OneLine.List(names, 12)}"], new SignalDescription { LeadNames = names });
    }

    // MATLAB stores each vector of doubles as the smallest integer type that holds it, so the type can differ between leads.
    private static MatArray ArrayOf(IReadOnlyList<SignalCandidate> leads, List<string> names)
    {
        MatArray first = leads[0].Array;
        bool isOfOneType = leads.All(lead => lead.Array.StorageType == first.StorageType && lead.Array.Class == first.Class);
        return new MatArray
        {
            Path = OneLine.List(names, 12),
            Class = isOfOneType ? first.Class : MatClass.Double,
            StorageType = isOfOneType ? first.StorageType : SampleType.Double,
            Dimensions = [first.ElementCount, leads.Count],
            ElementCount = first.ElementCount * leads.Count,
        };
    }

    private static void Copy(SampleBuffer from, SampleBuffer to)
    {
        byte[] bytes = new byte[ReadBytes];
        for (long offset = 0; offset < from.Length; offset += ReadBytes)
        {
            Span<byte> block = bytes.AsSpan(0, (int)Math.Min(ReadBytes, from.Length - offset));
            from.ReadBytes(offset, block);
            to.Append(from.Type == to.Type
                ? block
                : System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(ElementBytes.ToDoubles(block, from.Type)));
        }
    }

    private static ReadOnlySpan<char> AroundOf(string path) => path.AsSpan(0, path.LastIndexOf('.') + 1);
}
