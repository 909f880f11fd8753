using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>
/// A variable as written by Octave's <c>save -hdf5</c>: a group with the members <c>type</c>, the name of Octave's class, and
/// <c>value</c>, a data set, or for a cell or a struct a group of such groups.
/// </summary>
/// <param name="Type">The name of the class, such as <c>int16 matrix</c>, <c>sq_string</c>, <c>cell</c>, <c>scalar struct</c>.</param>
/// <param name="Address">The address of the value.</param>
/// <param name="IsEmpty">Whether the value has no element; then it holds the dimensions.</param>
/// <remarks>Octave, libinterp/corefcn/ls-hdf5.cc.</remarks>
internal sealed record OctaveValue(string Type, long Address, bool IsEmpty)
{
    private const string Mark = "OCTAVE_NEW_FORMAT";
    private const string EmptyMark = "OCTAVE_EMPTY_MATRIX";
    private const int MostMembers = 8;

    /// <summary>Whether only non-zero elements are stored.</summary>
    public bool IsSparse => Type.StartsWith("sparse", StringComparison.Ordinal);

    /// <summary>Whether the elements are complex.</summary>
    public bool IsComplex => Type.Contains("complex", StringComparison.Ordinal);

    /// <summary>Whether the value is the rule of a range: <c>range</c>, and from version 7 on <c>double_range</c>.</summary>
    public bool IsRange => Type.EndsWith("range", StringComparison.Ordinal);

    /// <summary>The class, with that of full precision for all floating-point numbers.</summary>
    public MatClass Class => Type switch
    {
        "cell" => MatClass.Cell,
        "struct" or "scalar struct" => MatClass.Struct,
        "function handle" => MatClass.FunctionHandle,
        _ when Type.EndsWith("string", StringComparison.Ordinal) => MatClass.Char,
        _ when Type.Contains("bool", StringComparison.Ordinal) => MatClass.Logical,
        _ when Type.EndsWith("matrix", StringComparison.Ordinal) || Type.EndsWith("scalar", StringComparison.Ordinal) || IsRange => ClassOfNumbers,
        _ => MatClass.Object,
    };

    private MatClass ClassOfNumbers => Level73Classes.Parse(Type.Split(' ')[0]) is var named and not MatClass.Object ? named : MatClass.Double;

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
            ? new OctaveValue(text, value.Address, group.Attributes.Number(EmptyMark) is not (null or 0))
            : null;
    }
}
