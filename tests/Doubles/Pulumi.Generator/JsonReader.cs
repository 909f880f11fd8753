using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pulumi.Generator;

/// <summary>
/// Reads JSON into strings, booleans, numbers, lists and dictionaries. A generator brings no library along, and the compiler that runs it promises none.
/// </summary>
internal sealed class JsonReader
{
    private readonly string _text;
    private int _at;

    private JsonReader(string text) => _text = text;

    /// <summary>The one value that the text consists of.</summary>
    public static object? Read(string text)
    {
        var reader = new JsonReader(text);
        object? value = reader.ReadValue();
        return reader.Peek() == '\0' ? value : throw reader.Unexpected();
    }

    private object? ReadValue()
    {
        switch (Peek())
        {
            case '{':
                return ReadObject();
            case '[':
                return ReadList();
            case '"':
                return ReadString();
            case 't':
                return ReadWord("true", true);
            case 'f':
                return ReadWord("false", false);
            case 'n':
                return ReadWord("null", null);
            default:
                return ReadNumber();
        }
    }

    private ImmutableDictionary<string, object?> ReadObject()
    {
        ImmutableDictionary<string, object?>.Builder result = ImmutableDictionary.CreateBuilder<string, object?>();
        Expect('{');
        while (Peek() != '}')
        {
            string name = ReadString();
            Expect(':');
            result.Add(name, ReadValue());
            Separate('}');
        }

        Expect('}');
        return result.ToImmutable();
    }

    private ImmutableArray<object?> ReadList()
    {
        ImmutableArray<object?>.Builder result = ImmutableArray.CreateBuilder<object?>();
        Expect('[');
        while (Peek() != ']')
        {
            result.Add(ReadValue());
            Separate(']');
        }

        Expect(']');
        return result.ToImmutable();
    }

    private string ReadString()
    {
        Expect('"');
        var result = new StringBuilder();
        for (; ; )
        {
            char c = Next();
            if (c == '"')
            {
                return result.ToString();
            }

            result.Append(c == '\\' ? ReadEscape() : c);
        }
    }

    private char ReadEscape()
    {
        char c = Next();
        switch (c)
        {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u' when _at + 4 <= _text.Length:
                _at += 4;
                return (char)int.Parse(_text.Substring(_at - 4, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            case '"' or '\\' or '/':
                return c;
            default:
                throw Unexpected();
        }
    }

    private double ReadNumber()
    {
        int start = _at;
        while (_at < _text.Length && "+-.eE0123456789".IndexOf(_text[_at]) >= 0)
        {
            _at++;
        }

        return double.TryParse(_text.Substring(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : throw Unexpected();
    }

    private object? ReadWord(string word, object? value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            throw Unexpected();
        }

        _at += word.Length;
        return value;
    }

    private void Separate(char end)
    {
        if (Peek() != end)
        {
            Expect(',');
        }
    }

    private void Expect(char c)
    {
        if (Peek() != c)
        {
            throw Unexpected();
        }

        _at++;
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    private char Next() => _at < _text.Length ? _text[_at++] : throw Unexpected();

    private FormatException Unexpected() => new($"The facts are not the JSON that they should be: see character {_at}.");
}
