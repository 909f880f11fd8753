using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ecg.Cli.Terminal;

/// <summary>A line to print while a progress bar is shown. It erases the old bar, which a shorter line would leave behind it.</summary>
/// <param name="line">The line, which breaks between words.</param>
internal sealed class LineAboveProgress(string line) : Renderable
{
    // ECMA-48, ED: from the cursor, which the bar's console moves to the first line of the bar, to the end of the screen.
    private const string EraseBelow = "\u001b[J";

    private readonly IRenderable _text = new Text(line + "\n");

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [Segment.Control(EraseBelow), .. _text.Render(options, maxWidth)];
}
