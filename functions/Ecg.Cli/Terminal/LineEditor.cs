namespace Ecg.Cli.Terminal;

/// <summary>A line editor with a cursor, a history and completion, with the usual keys of shells.</summary>
/// <param name="screen">Receives the output, with ANSI control sequences.</param>
/// <param name="readKey">Waits for a key.</param>
/// <param name="width">The terminal's width.</param>
/// <param name="complete">Returns completions for the word before the cursor.</param>
internal sealed class LineEditor(
    TextWriter screen, Func<ConsoleKeyInfo> readKey, Func<int> width, Func<string, IReadOnlyList<string>> complete)
{
    private const char EndOfInput = '\u0004';
    private const string EraseToEnd = "\u001b[K";

    private readonly List<string> _history = [];
    private string _prompt = "";
    private string _text = "";
    private int _cursor;

    // The position in the history; its end is the line being edited.
    private int _place;

    /// <summary>Reads a line.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <returns>The line; empty after Ctrl-C; <see langword="null"/> after Ctrl-D on an empty line.</returns>
    public string? Read(string prompt)
    {
        (_prompt, _text, _cursor, _place) = (prompt, "", 0, _history.Count);
        while (true)
        {
            Draw();
            ConsoleKeyInfo key = readKey();
            switch (key)
            {
                case { Key: ConsoleKey.Enter }:
                    return Accept();
                case { Modifiers: ConsoleModifiers.Control, Key: ConsoleKey.C }:
                    screen.Write("^C\r\n");
                    return "";
                case { Modifiers: ConsoleModifiers.Control, Key: ConsoleKey.D } or { KeyChar: EndOfInput } when _text.Length == 0:
                    screen.Write("\r\n");
                    return null;
                default:
                    Handle(key);
                    break;
            }
        }
    }

    private string Accept()
    {
        screen.Write("\r\n");
        if (_text.Length > 0 && (_history.Count == 0 || _history[^1] != _text))
        {
            _history.Add(_text);
        }

        return _text;
    }

    private void Handle(ConsoleKeyInfo key)
    {
        if (key.Modifiers.HasFlag(ConsoleModifiers.Control))
        {
            HandleControl(key.Key);
            return;
        }

        switch (key.Key)
        {
            case ConsoleKey.Backspace when _cursor > 0:
                Replace(_cursor - 1, _cursor, "");
                break;
            case ConsoleKey.Delete when _cursor < _text.Length:
                Replace(_cursor, _cursor + 1, "");
                break;
            case ConsoleKey.LeftArrow:
                _cursor = Math.Max(0, _cursor - 1);
                break;
            case ConsoleKey.RightArrow:
                _cursor = Math.Min(_text.Length, _cursor + 1);
                break;
            case ConsoleKey.Home:
                _cursor = 0;
                break;
            case ConsoleKey.End:
                _cursor = _text.Length;
                break;
            case ConsoleKey.UpArrow:
                Recall(_place - 1);
                break;
            case ConsoleKey.DownArrow:
                Recall(_place + 1);
                break;
            case ConsoleKey.Tab:
                Complete();
                break;
            default:
                Insert(key.KeyChar);
                break;
        }
    }

    private void HandleControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A:
                _cursor = 0;
                break;
            case ConsoleKey.E:
                _cursor = _text.Length;
                break;
            case ConsoleKey.U:
                Replace(0, _cursor, "");
                break;
            case ConsoleKey.K:
                Replace(_cursor, _text.Length, "");
                break;
            case ConsoleKey.W:
                Replace(_text.AsSpan(0, _cursor).TrimEnd().LastIndexOf(' ') + 1, _cursor, "");
                break;
            case ConsoleKey.P:
                Recall(_place - 1);
                break;
            case ConsoleKey.N:
                Recall(_place + 1);
                break;
            case ConsoleKey.L:
                screen.Write("\u001b[2J\u001b[H");
                break;
        }
    }

    private void Insert(char character)
    {
        if (!char.IsControl(character))
        {
            Replace(_cursor, _cursor, character.ToString());
        }
    }

    private void Replace(int start, int end, string text)
    {
        _text = string.Concat(_text.AsSpan(0, start), text, _text.AsSpan(end));
        _cursor = start + text.Length;
    }

    private void Recall(int place)
    {
        if (place < 0 || place > _history.Count)
        {
            return;
        }

        _place = place;
        _text = place == _history.Count ? "" : _history[place];
        _cursor = _text.Length;
    }

    private void Complete()
    {
        int start = _cursor;
        while (start > 0 && IsOfWord(_text[start - 1]))
        {
            start--;
        }

        string word = _text[start.._cursor];
        IReadOnlyList<string> found = word.Length == 0 ? [] : complete(word);
        if (found.Count == 0)
        {
            return;
        }

        string common = found.Aggregate(CommonStart);
        if (common.Length > word.Length || found.Count == 1)
        {
            Replace(start, _cursor, found.Count == 1 ? $"{common} " : common);
        }
        else
        {
            screen.Write($"\r\n{string.Join("  ", found)}\r\n");
        }
    }

    private static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '-';

    private static string CommonStart(string left, string right)
    {
        int length = 0;
        while (length < Math.Min(left.Length, right.Length) && char.ToUpperInvariant(left[length]) == char.ToUpperInvariant(right[length]))
        {
            length++;
        }

        return left[..length];
    }

    // A line that is longer than the terminal's width is shown through a window around the cursor.
    private void Draw()
    {
        int room = Math.Max(8, width() - _prompt.Length - 1);
        int first = Math.Max(0, _cursor - room);
        string seen = _text[first..Math.Min(_text.Length, first + room)];
        screen.Write($"\r{_prompt}{seen}{EraseToEnd}\r\u001b[{_prompt.Length + _cursor - first}C");
        screen.Flush();
    }
}
