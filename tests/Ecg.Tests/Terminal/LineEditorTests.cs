using Ecg.Cli.Terminal;
using NUnit.Framework;

namespace Ecg.Tests.Terminal;

public sealed class LineEditorTests
{
    private static readonly Dictionary<char, ConsoleKeyInfo> Keys = new()
    {
        ['⏎'] = Key(ConsoleKey.Enter, '\r'),
        ['←'] = Key(ConsoleKey.LeftArrow),
        ['→'] = Key(ConsoleKey.RightArrow),
        ['↑'] = Key(ConsoleKey.UpArrow),
        ['↓'] = Key(ConsoleKey.DownArrow),
        ['⌫'] = Key(ConsoleKey.Backspace, '\b'),
        ['⌦'] = Key(ConsoleKey.Delete),
        ['⇤'] = Key(ConsoleKey.Home),
        ['⇥'] = Key(ConsoleKey.Tab, '\t'),
        ['Ⓐ'] = Control(ConsoleKey.A),
        ['Ⓒ'] = Control(ConsoleKey.C),
        ['Ⓓ'] = Control(ConsoleKey.D),
        ['Ⓔ'] = Control(ConsoleKey.E),
        ['Ⓚ'] = Control(ConsoleKey.K),
        ['Ⓤ'] = Control(ConsoleKey.U),
        ['Ⓦ'] = Control(ConsoleKey.W),
    };

    [TestCase("select 1⏎", "select 1")]
    [TestCase("selct←←e⏎", "select")]
    [TestCase("abc⌫⌫x⏎", "ax")]
    [TestCase("⌫⌦←→a⏎", "a")]
    [TestCase("abc⇤⌦x⏎", "xbc")]
    [TestCase("bcⒶaⒺd⏎", "abcd")]
    [TestCase("one two←←←Ⓚx⏎", "one x")]
    [TestCase("one two←←←Ⓤ⏎", "two")]
    [TestCase("one twoⓌx⏎", "one x")]
    [TestCase("café ½⏎", "café ½")]
    [TestCase("oneⒸ", "")]
    [TestCase("Ⓓ", null)]
    [TestCase("aⒹ⏎", "a")]
    [TestCase("sel⇥⏎", "select ")]
    [TestCase("from rec⇥⏎", "from record")]
    [TestCase("xyz⇥⏎", "xyz")]
    [TestCase("⇥⏎", "")]
    public void Makes_a_line_of_keys(string keys, string? line) => Assert.That(LinesOf(keys, 1), Is.EqualTo(new[] { line }));

    [TestCase("a⏎b⏎↑⏎", new[] { "a", "b", "b" })]
    [TestCase("a⏎b⏎↑↑⏎", new[] { "a", "b", "a" })]
    [TestCase("a⏎b⏎↑↑↑↑↓⏎", new[] { "a", "b", "b" })]
    [TestCase("a⏎a⏎b⏎↑↑x⏎", new[] { "a", "a", "b", "ax" })]
    [TestCase("a⏎↑↓c⏎", new[] { "a", "c" })]
    [TestCase("⏎↑⏎", new[] { "", "" })]
    public void Keeps_a_history(string keys, string[] lines) => Assert.That(LinesOf(keys, lines.Length), Is.EqualTo(lines));

    [Test]
    public void Shows_the_words_that_a_word_can_become() =>
        Assert.That(Drawn("record⇥⏎", width: 80), Does.Contain("\r\nrecord_id  records\r\n"));

    [Test]
    public void Draws_of_a_long_line_what_is_around_the_cursor()
    {
        string screen = Drawn("0123456789abcdefghijklmnopqrstuvwxyz⏎", width: 20);

        Assert.That(screen.Split('\r').Select(part => part.TrimEnd('\n').Replace("\u001b[K", "", StringComparison.Ordinal)), Has.All.Length.LessThan(20));
        Assert.That(screen, Does.Contain("> jklmnopqrstuvwxyz"));
    }

    private static string?[] LinesOf(string keys, int lines)
    {
        var editor = new LineEditor(new StringWriter(), Reader(keys), () => 80, Complete);
        return [.. Enumerable.Range(0, lines).Select(_ => editor.Read("> "))];
    }

    private static string Drawn(string keys, int width)
    {
        using var screen = new StringWriter();
        new LineEditor(screen, Reader(keys), () => width, Complete).Read("> ");
        return screen.ToString();
    }

    private static IReadOnlyList<string> Complete(string word) =>
        [.. new[] { "record_id", "records", "select" }.Where(candidate => candidate.StartsWith(word, StringComparison.Ordinal))];

    private static Func<ConsoleKeyInfo> Reader(string keys)
    {
        var left = new Queue<ConsoleKeyInfo>(keys.Select(key => Keys.TryGetValue(key, out ConsoleKeyInfo known) ? known : Key(ConsoleKey.None, key)));
        return left.Dequeue;
    }

    private static ConsoleKeyInfo Key(ConsoleKey key, char character = '\0') => new(character, key, shift: false, alt: false, control: false);

    private static ConsoleKeyInfo Control(ConsoleKey key) => new('\0', key, shift: false, alt: false, control: true);
}
