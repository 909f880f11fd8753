using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>Orders the fields of a struct.</summary>
internal static class Level73Fields
{
    /// <summary>
    /// Sorts the members of a group in the order of the attribute MATLAB_fields; members that
    /// it does not list come last.
    /// </summary>
    /// <exception cref="Hdf5Exception">The attribute is damaged.</exception>
    public static IReadOnlyList<Hdf5Link> InOrder(Hdf5File file, Level73Object group, IReadOnlyList<Hdf5Link> members)
    {
        if (group.Attributes.Find("MATLAB_fields") is not { Type: { Class: Hdf5TypeClass.VariableLength, Base.Size: 1 } } fields)
        {
            return members;
        }

        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        for (ReadOnlySpan<byte> data = fields.Data.Span; data.Length >= fields.Type.Size; data = data[fields.Type.Size..])
        {
            string? name = file.GlobalHeap.ReadText(data[..fields.Type.Size]);
            order.TryAdd(name ?? string.Empty, order.Count);
        }

        return [.. members.OrderBy(member => order.GetValueOrDefault(member.Name, int.MaxValue))];
    }
}
