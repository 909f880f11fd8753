using System.Runtime.CompilerServices;

namespace Ecg.Cli.Reporting;

/// <summary>Writes HTML: what stands in the source is markup, what is put into it is text and becomes nothing else.</summary>
/// <param name="output">Takes the page; not disposed of.</param>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Where the markup goes.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Writes a line of markup with text in it. An attribute's value must stand in double quotes.</summary>
    /// <param name="markup">Has written itself to <see cref="Output"/> when it arrives here.</param>
    public void Write([InterpolatedStringHandlerArgument("")] ref HtmlMarkup markup) => Output.Write('\n');
}
