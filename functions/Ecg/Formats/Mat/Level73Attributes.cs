using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>The attributes of an object as variables: programs other than MATLAB and Octave describe their data in them.</summary>
internal static class Level73Attributes
{
    private const int MostTexts = 1024;

    /// <summary>Returns the attributes that hold one number or texts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="attributes">The object's attributes.</param>
    public static IEnumerable<MatVariable> ToVariables(Hdf5File file, Hdf5Attributes attributes) => attributes.All
        .Where(attribute => !attribute.Name.StartsWith("MATLAB_", StringComparison.Ordinal) && !attribute.Name.StartsWith("OCTAVE_", StringComparison.Ordinal))
        .Select(attribute => ToVariable(file, attribute))
        .OfType<MatVariable>();

    private static MatVariable? ToVariable(Hdf5File file, Hdf5Attribute attribute)
    {
        try
        {
            if (attribute.Space.ElementCount == 1 && !attribute.Type.IsVariableText && attribute.AsNumber() is { } number)
            {
                return new MatVariable { Name = attribute.Name, Class = MatClass.Double, Dimensions = [1, 1], StorageType = SampleType.Double, Numbers = [number] };
            }

            return attribute.Space.ElementCount is > 0 and <= MostTexts && TextsOf(file, attribute) is { Length: > 0 } texts
                ? new MatVariable { Name = attribute.Name, Class = MatClass.Char, Dimensions = [texts.Length, texts.Max(text => text.Length)], Text = texts }
                : null;
        }
        catch (Hdf5Exception)
        {
            // It describes the elements, which can be read without it.
            return null;
        }
    }

    private static string[]? TextsOf(Hdf5File file, Hdf5Attribute attribute) =>
        attribute.Type.Class == Hdf5TypeClass.String || attribute.Type.IsVariableText
            ? Level73Text.Strings(file, attribute.Type, attribute.Data.Span)
            : null;
}
