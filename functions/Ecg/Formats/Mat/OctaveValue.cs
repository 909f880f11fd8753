using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>
/// A variable as written by Octave's <c>save -hdf5</c>: a group with the members <c>type</c>, the name of Octave's class, and
/// <c>value</c>, a data set, or for a cell or a struct a group of such groups.
/// </summary>
/// <param name="Type">The name of the class, such as <c>int16 matrix</c>, <c>sq_string</c>, <c>cell</c>, <c>scalar struct</c>.</param>
/// <param name="Address">The address of the value.</param>
/// <remarks>Octave, libinterp/corefcn/ls-hdf5.cc.</remarks>
internal sealed record OctaveValue(string Type, long Address)
{
    private const string Mark = "OCTAVE_NEW_FORMAT";
    private const int MostMembers = 8;

    /// <summary>Whether the value is text.</summary>
    public bool IsText => Type.EndsWith("string", StringComparison.Ordinal);

    /// <summary>Whether the value is a cell.</summary>
    public bool IsCell => Type == "cell";

    /// <summary>Returns the value of a group; <see langword="null"/> if the group is not an Octave variable.</summary>
    /// <exception cref="Hdf5Exception">The group is damaged.</exception>
    public static OctaveValue? Find(Hdf5File file, Level73Object group, CancellationToken cancellationToken)
    {
        if (group.Attributes.Number(Mark) is null)
        {
            return null;
        }

        IReadOnlyList<Hdf5Link> members = Hdf5Links.Read(file, group.Header, MostMembers);
        return members.FirstOrDefault(member => member.Name == "type") is { } type
            && members.FirstOrDefault(member => member.Name == "value") is { } value
            && Hdf5Dataset.Read(file, Hdf5ObjectHeader.Read(file, type.Address)) is { } name
            && Level73Text.Read(file, name, [1, 1], cancellationToken) is [var text]
            ? new OctaveValue(text, value.Address)
            : null;
    }
}
