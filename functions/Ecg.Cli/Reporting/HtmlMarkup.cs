using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Reporting;

/// <summary>An interpolated string as markup: its values are escaped, so that no name in a file can change the markup.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlMarkup
{
    private readonly TextWriter _output;

    /// <summary>Called by the compiler.</summary>
    public HtmlMarkup(int literalLength, int formattedCount, HtmlWriter writer)
    {
        _ = (literalLength, formattedCount);
        _output = writer.Output;
    }

    /// <summary>Writes the program's own markup.</summary>
    public void AppendLiteral(string literal) => _output.Write(literal);

    /// <summary>Writes escaped text; nothing for <see langword="null"/>.</summary>
    public void AppendFormatted(string? text)
    {
        if (text is not null)
        {
            _output.Write(WebUtility.HtmlEncode(Printable.Of(text)));
        }
    }

    /// <summary>Writes a number.</summary>
    public void AppendFormatted<T>(T number, string? format = null)
        where T : struct, IFormattable =>
        _output.Write(number.ToString(format, CultureInfo.InvariantCulture));
}
