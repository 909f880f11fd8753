using System.Globalization;
using System.Text;

namespace Ecg.Formats.Wfdb;

/// <summary>Reads an annotation file in MIT format, annot(5). Each instance is used once.</summary>
public sealed class WfdbAnnotationReader
{
    /// <summary>The maximum number of annotations: the beats of a week.</summary>
    public const int MaxAnnotations = 1 << 20;

    private const int Skip = 59;
    private const int Num = 60;
    private const int Sub = 61;
    private const int Chn = 62;
    private const int Aux = 63;
    private const int LongestText = 255;

    private const string ResolutionNote = "## time resolution:";
    private const string DefinitionsBegin = "## annotation type definitions";
    private const string DefinitionsEnd = "## end of definitions";

    // The codes of the AHA format, which has one in the second byte of each 16-byte annotation.
    private const string AhaCodes = "NVFEPQORU";

    private readonly ForwardReader _bytes;
    private readonly string _fileName;
    private readonly List<WfdbAnnotation> _items = [];
    private readonly List<string> _issues = [];
    private readonly Dictionary<int, string> _ownSymbols = [];
    private double? _resolution;

    private WfdbAnnotationReader(ForwardReader bytes, string fileName) => (_bytes, _fileName) = (bytes, fileName);

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file's bytes. It is not disposed.</param>
    /// <param name="fileName">The file's name in messages, such as <c>100.atr</c>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RejectedException">The bytes are not annotations in MIT format, or there are too many.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static WfdbAnnotations Read(Stream stream, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        using var bytes = new ForwardReader(stream);
        return new WfdbAnnotationReader(bytes, fileName).Read(cancellationToken);
    }

    private WfdbAnnotations Read(CancellationToken cancellationToken)
    {
        RejectAha();
        (long time, int channel, int number) = (0L, 0, 0);
        while (TryTakeWord(out int word) && word != 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (CodeOf(word) == Skip)
            {
                time = unchecked(time + TakeInterval());
                continue;
            }

            time = unchecked(time + DataOf(word));
            WfdbAnnotation annotation = TakeFields(new WfdbAnnotation(time, CodeOf(word)) { Channel = channel, Number = number });
            (channel, number) = (annotation.Channel, annotation.Number);
            Add(annotation);
        }

        return new WfdbAnnotations(_items, _resolution, _issues);
    }

    // Fields after an annotation belong to it. A SKIP belongs to the next one.
    private WfdbAnnotation TakeFields(WfdbAnnotation annotation)
    {
        while (TryPeekWord(out int word) && CodeOf(word) is Num or Sub or Chn or Aux)
        {
            TryTakeWord(out word);
            int data = DataOf(word);
            annotation = CodeOf(word) switch
            {
                Num => annotation with { Number = (sbyte)data },
                Sub => annotation with { Subtype = (sbyte)data },
                Chn => annotation with { Channel = (byte)data },
                _ => annotation with { Text = TakeText(data) },
            };
        }

        return annotation;
    }

    private void Add(WfdbAnnotation annotation)
    {
        // An annotation without a code is a placeholder.
        if (annotation.Code == 0)
        {
            return;
        }

        if (annotation is { Time: 0, Code: WfdbAnnotationCode.Note, Subtype: 0, Text: { } text } && DescribesFile(text))
        {
            return;
        }

        if (_items.Count == MaxAnnotations)
        {
            throw new RejectedException(
                RejectionReason.TooLarge,
                $"{_fileName} has more than {MaxAnnotations} annotations, the limit: split the recording.");
        }

        _items.Add(annotation with
        {
            Symbol = _ownSymbols.TryGetValue(annotation.Code, out string? own) ? own : WfdbAnnotationCode.SymbolOf(annotation.Code),
        });
    }

    // wfdb(3), "setafreq" and "setannstr": notes at sample 0 that define how to read the others.
    private bool DescribesFile(string text)
    {
        if (text.StartsWith(ResolutionNote, StringComparison.Ordinal))
        {
            TakeResolution(text.AsSpan(ResolutionNote.Length).Trim());
            return true;
        }

        return text is DefinitionsBegin or DefinitionsEnd || TakesDefinition(text);
    }

    private void TakeResolution(ReadOnlySpan<char> text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double ticks) && ticks > 0 && double.IsFinite(ticks))
        {
            _resolution = ticks;
        }
        else
        {
            _issues.Add($"time resolution of {_fileName} not understood");
        }
    }

    // CODE SYMBOL DESCRIPTION, before the first annotation of any other kind.
    private bool TakesDefinition(string text)
    {
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (_items.Count > 0
            || parts.Length < 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            || code > WfdbAnnotationCode.Highest)
        {
            return false;
        }

        _ownSymbols[code] = parts[1];
        return true;
    }

    private void RejectAha()
    {
        ReadOnlySpan<byte> start = _bytes.Peek(2).Span;
        if (start.Length == 2 && start[0] == 0 && AhaCodes.Contains((char)start[1], StringComparison.Ordinal))
        {
            throw new RejectedException(
                RejectionReason.UnsupportedFormat,
                $"{_fileName} is in the AHA format, which is not supported: convert it to the MIT format with rdann and wrann.");
        }
    }

    private static int CodeOf(int word) => word >> 10;

    private static int DataOf(int word) => word & 0x3FF;

    // annot(5), "SKIP": the high 16 bits first, the low byte first in each pair.
    private int TakeInterval()
    {
        if (!TryTakeWord(out int high) || !TryTakeWord(out int low))
        {
            return 0;
        }

        return (high << 16) | low;
    }

    // annot(5), "AUX": an odd number of bytes is padded. The length has eight bits; WFDB's readers ignore the others.
    private string? TakeText(int length)
    {
        length &= 0xFF;
        Span<byte> bytes = stackalloc byte[LongestText + 1];
        int read = _bytes.Read(bytes[..(length + (length & 1))]);
        if (read < length)
        {
            ReportEnd();
        }

        Span<byte> text = bytes[..Math.Min(read, length)].TrimEnd((byte)0);
        string decoded = OneLine.Clean((System.Text.Unicode.Utf8.IsValid(text) ? Encoding.UTF8 : Encoding.Latin1).GetString(text));
        return decoded.Length == 0 ? null : decoded;
    }

    private bool TryPeekWord(out int word)
    {
        ReadOnlySpan<byte> bytes = _bytes.Peek(2).Span;
        word = bytes.Length < 2 ? 0 : bytes[0] | (bytes[1] << 8);
        return bytes.Length == 2;
    }

    private bool TryTakeWord(out int word)
    {
        Span<byte> bytes = stackalloc byte[2];
        if (_bytes.Read(bytes) < 2)
        {
            word = 0;
            ReportEnd();
            return false;
        }

        word = bytes[0] | (bytes[1] << 8);
        return true;
    }

    // annot(5): a pair of zero bytes ends the file.
    private void ReportEnd()
    {
        string issue = $"{_fileName} ends without its end mark, it may be cut short";
        if (!_issues.Contains(issue))
        {
            _issues.Add(issue);
        }
    }
}
