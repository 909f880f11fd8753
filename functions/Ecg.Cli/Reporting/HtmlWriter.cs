using System.Runtime.CompilerServices;

namespace Ecg.Cli.Reporting;

/// <summary>Writes HTML: the literal parts of an interpolated string are markup, its values are escaped text.</summary>
/// <param name="output">The output; not disposed.</param>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>The output.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Writes a line of markup with values. Attribute values must be in double quotes.</summary>
    /// <param name="markup">The markup, which has already been written to <see cref="Output"/>.</param>
    public void Write([InterpolatedStringHandlerArgument("")] ref HtmlMarkup markup) => Output.Write('\n');
}
