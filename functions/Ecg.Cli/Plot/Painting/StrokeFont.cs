using System.Text;

namespace Ecg.Cli.Plot.Painting;

/// <summary>
/// The letters of the plot, drawn with a pen: a picture must show its text on a machine without fonts too. Each glyph is
/// lines and arcs on a grid where capitals are 7 units tall.
/// </summary>
internal static class StrokeFont
{
    /// <summary>The height of a capital in units of the glyphs.</summary>
    public const double CapUnits = 7;

    /// <summary>The space between two letters in units.</summary>
    public const double Tracking = 1.9;

    /// <summary>The width of the pen, as a part of the height of a capital.</summary>
    public const double PenWidth = 0.115;

    private static readonly Dictionary<int, Glyph> Glyphs = Parse();

    /// <summary>The glyph of a character, or <see langword="null"/> where the font has none.</summary>
    public static Glyph? Find(Rune character) => Glyphs.GetValueOrDefault(character.Value);

    /// <summary>The glyph that stands for a character that no font has.</summary>
    public static Glyph Unknown => Glyphs['?'];

    /// <summary>The width of a text of this font's own characters, others counted as the one that stands for them.</summary>
    public static double Width(string text, double capHeight)
    {
        var units = 0.0;
        foreach (var character in text.EnumerateRunes())
        {
            units += (Find(character) ?? Unknown).Advance;
        }

        return Math.Max(0, units - Tracking) * capHeight / CapUnits;
    }

    private static Dictionary<int, Glyph> Parse()
    {
        var glyphs = new Dictionary<int, Glyph>();
        foreach (var line in Source.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var glyph = Glyph.Parse(line[1..]);
            glyphs.Add(line[0], glyph);
        }

        glyphs.Add(' ', new Glyph(2.2, []));
        glyphs.Add('\u00A0', new Glyph(2.2, []));
        return glyphs;
    }

    // A character, the width of its ink, then the strokes: M lifts the pen and moves it, L draws on through points, C draws
    // a Bezier curve, A an arc (centre, radii, from and to in degrees, 0 to the right and 90 down) on from where the pen
    // is, and O the same with the pen lifted before it. y is 0 at the top of a capital and 7 at the line it stands on.
    private const string Source = """
        A 5 M 0 7 L 2.5 0 5 7 M .9 4.6 L 4.1 4.6
        B 4.6 M 0 3.4 L 0 0 2.6 0 A 2.6 1.7 1.7 1.7 -90 90 L 0 3.4 0 7 2.7 7 A 2.7 5.2 1.8 1.8 90 -90
        C 5 O 2.9 3.5 2.9 3.5 315 45
        D 5.2 M 0 0 L 0 7 2 7 A 2 3.5 3.2 3.5 90 -90 L 0 0
        E 4.2 M 4.2 0 L 0 0 0 7 4.2 7 M 0 3.4 L 3.6 3.4
        F 4.2 M 4.2 0 L 0 0 0 7 M 0 3.4 L 3.6 3.4
        G 5.5 O 2.9 3.5 2.9 3.5 312 30 L 5.5 3.9 3.4 3.9
        H 5 M 0 0 L 0 7 M 5 0 L 5 7 M 0 3.4 L 5 3.4
        I 0 M 0 0 L 0 7
        J 3.2 M 3.2 0 L 3.2 5.2 A 1.6 5.2 1.6 1.8 0 180
        K 4.8 M 0 0 L 0 7 M 4.6 0 L 0 4.4 M 1.7 2.8 L 4.8 7
        L 4 M 0 0 L 0 7 4 7
        M 6 M 0 7 L 0 0 3 5 6 0 6 7
        N 5 M 0 7 L 0 0 5 7 5 0
        O 5.8 O 2.9 3.5 2.9 3.5 0 360
        P 4.6 M 0 7 L 0 0 2.6 0 A 2.6 1.95 1.95 1.95 -90 90 L 0 3.9
        Q 5.8 O 2.9 3.5 2.9 3.5 0 360 M 3.6 5.2 L 5.7 7.4
        R 4.8 M 0 7 L 0 0 2.6 0 A 2.6 1.95 1.95 1.95 -90 90 L 0 3.9 M 2.6 3.9 L 4.8 7
        S 4.6 M 4.5 1.3 C 4 .4 3.2 0 2.3 0 C 1 0 .2 .8 .2 1.8 C .2 4.2 4.6 2.8 4.6 5.2 C 4.6 6.3 3.6 7 2.4 7 C 1.3 7 .4 6.5 0 5.6
        T 5 M 0 0 L 5 0 M 2.5 0 L 2.5 7
        U 5 M 0 0 L 0 4.5 A 2.5 4.5 2.5 2.5 180 0 L 5 0
        V 5.2 M 0 0 L 2.6 7 5.2 0
        W 6.8 M 0 0 L 1.7 7 3.4 1 5.1 7 6.8 0
        X 5 M 0 0 L 5 7 M 5 0 L 0 7
        Y 5 M 0 0 L 2.5 3.4 5 0 M 2.5 3.4 L 2.5 7
        Z 4.8 M 0 0 L 4.8 0 0 7 4.8 7
        a 4 O 2 4.6 2 2.4 0 360 M 4 2.2 L 4 7
        b 4 M 0 0 L 0 7 O 2 4.6 2 2.4 0 360
        c 3.6 O 2.1 4.6 2.1 2.4 315 45
        d 4 M 4 0 L 4 7 O 2 4.6 2 2.4 0 360
        e 4.2 M .05 4.4 L 4.15 4.4 A 2.1 4.6 2.1 2.4 -5 -318
        f 2.8 O 2.6 1.6 1.5 1.6 280 180 L 1.1 7 M 0 2.4 L 2.5 2.4
        g 4 O 2 4.6 2 2.4 0 360 M 4 2.2 L 4 7.3 A 2 7.3 2 1.8 0 150
        h 4 M 0 0 L 0 7 O 2 4.2 2 2 180 360 L 4 7
        i 0 M 0 2.2 L 0 7 M 0 .3 L 0 .4
        j 1.2 M 1.2 2.2 L 1.2 7.6 A 0 7.6 1.2 1.4 0 110 M 1.2 .3 L 1.2 .4
        k 3.8 M 0 0 L 0 7 M 3.5 2.2 L 0 5.2 M 1.4 4 L 3.8 7
        l 1.2 M 0 0 L 0 5.8 A 1.2 5.8 1.2 1.2 180 90
        m 6.4 M 0 2.2 L 0 7 O 1.6 3.9 1.6 1.7 180 360 L 3.2 7 O 4.8 3.9 1.6 1.7 180 360 L 6.4 7
        n 4 M 0 2.2 L 0 7 O 2 4.2 2 2 180 360 L 4 7
        o 4.2 O 2.1 4.6 2.1 2.4 0 360
        p 4 M 0 2.2 L 0 9 O 2 4.6 2 2.4 0 360
        q 4 M 4 2.2 L 4 9 O 2 4.6 2 2.4 0 360
        r 2.5 M 0 2.2 L 0 7 O 2 4.4 2 2.1 180 285
        s 3.5 M 3.3 3.1 C 2.9 2.5 2.4 2.2 1.7 2.2 C .8 2.2 .2 2.7 .2 3.4 C .2 5 3.5 4 3.5 5.7 C 3.5 6.5 2.7 7 1.8 7 C 1 7 .3 6.6 0 6
        t 2.7 M 1 .6 L 1 5.6 A 2.4 5.6 1.4 1.4 180 80 M 0 2.2 L 2.6 2.2
        u 4 M 0 2.2 L 0 5 A 2 5 2 2 180 0 M 4 2.2 L 4 7
        v 4 M 0 2.2 L 2 7 4 2.2
        w 5.8 M 0 2.2 L 1.4 7 2.9 2.8 4.4 7 5.8 2.2
        x 3.8 M 0 2.2 L 3.8 7 M 3.8 2.2 L 0 7
        y 4.2 M 0 2.2 L 2.1 7 M 4.2 2.2 L 1.3 9
        z 3.6 M 0 2.2 L 3.6 2.2 0 7 3.6 7
        0 4.4 O 2.2 3.5 2.2 3.5 0 360
        1 4.4 M .8 1.4 L 2.6 0 2.6 7
        2 4.4 O 2.2 2 2.05 2 195 360 C 4.25 3.6 1.5 5 .1 7 L 4.5 7
        3 4.4 O 2.1 1.75 1.8 1.75 205 450 O 2.1 5.2 2.2 1.8 -90 160
        4 4.5 M 3.4 7 L 3.4 0 0 4.9 4.5 4.9
        5 4.4 M 4 0 L .7 0 .4 3.3 C .9 2.8 1.5 2.5 2.2 2.5 A 2.2 4.75 2.2 2.25 -90 150
        6 4.4 M 3.7 .2 C 1.4 .8 0 2.6 0 4.8 A 2.2 4.8 2.2 2.2 180 540
        7 4.4 M 0 0 L 4.4 0 1.5 7
        8 4.4 O 2.2 1.7 1.75 1.7 0 360 O 2.2 5.2 2.15 1.8 0 360
        9 4.4 M .7 6.8 C 3 6.2 4.4 4.4 4.4 2.2 A 2.2 2.2 2.2 2.2 0 360
        ! 0 M 0 0 L 0 4.8 M 0 6.8 L 0 7
        " 1.6 M 0 0 L 0 2 M 1.6 0 L 1.6 2
        # 4.4 M 1.4 .5 L .6 6.5 M 3.8 .5 L 3 6.5 M 0 2.4 L 4.4 2.4 M 0 4.6 L 4.4 4.6
        $ 4.6 M 4.5 1.3 C 4 .4 3.2 0 2.3 0 C 1 0 .2 .8 .2 1.8 C .2 4.2 4.6 2.8 4.6 5.2 C 4.6 6.3 3.6 7 2.4 7 C 1.3 7 .4 6.5 0 5.6 M 2.3 -.9 L 2.3 7.9
        % 6 M 5.4 0 L .6 7 O 1.2 1.5 1.2 1.5 0 360 O 4.8 5.5 1.2 1.5 0 360
        & 5.2 M 5.2 7 L 1.2 2.3 C .4 1.3 1 0 2.2 0 C 3.4 0 3.9 1.2 3.1 2.1 C 2.4 2.9 0 3.6 0 5.2 C 0 6.3 .9 7 2 7 C 3.6 7 4.6 5.6 5 4
        ' 0 M 0 0 L 0 2
        ( 1.6 M 1.6 -.6 C -.4 1.8 -.4 5.8 1.6 8.2
        ) 1.6 M 0 -.6 C 2 1.8 2 5.8 0 8.2
        * 3.2 M 1.6 .4 L 1.6 3.6 M .2 1.2 L 3 2.8 M 3 1.2 L .2 2.8
        + 4 M 0 4 L 4 4 M 2 2 L 2 6
        , .6 M .6 6.7 L .6 7 0 8.4
        - 2.6 M 0 4.2 L 2.6 4.2
        . 0 M 0 6.9 L 0 7
        / 3.2 M 0 8 L 3.2 -.6
        : 0 M 0 2.8 L 0 2.9 M 0 6.9 L 0 7
        ; .6 M .6 2.8 L .6 2.9 M .6 6.7 L .6 7 0 8.4
        < 3.6 M 3.6 1.8 L 0 4.2 3.6 6.6
        = 4 M 0 3 L 4 3 M 0 5.4 L 4 5.4
        > 3.6 M 0 1.8 L 3.6 4.2 0 6.6
        ? 3.8 O 1.9 1.8 1.9 1.8 190 400 C 2.6 3.6 1.9 3.9 1.9 5 M 1.9 6.8 L 1.9 7
        @ 6.6 O 3.3 3.9 1.5 1.7 0 360 M 4.8 2.2 L 4.8 4.4 A 5.7 4.4 .9 1.1 180 0 L 6.6 3.9 A 3.3 3.9 3.3 3.7 0 -300
        [ 1.5 M 1.5 -.5 L 0 -.5 0 8 1.5 8
        \ 3.2 M 0 -.6 L 3.2 8
        ] 1.5 M 0 -.5 L 1.5 -.5 1.5 8 0 8
        ^ 3.6 M 0 2.6 L 1.8 0 3.6 2.6
        _ 4.4 M 0 8 L 4.4 8
        ` 1.2 M 0 0 L 1.2 1.4
        { 2 M 2 -.5 C .4 -.5 1.4 3.2 0 3.8 C 1.4 4.4 .4 8.1 2 8.1
        | 0 M 0 -.6 L 0 8.4
        } 2 M 0 -.5 C 1.6 -.5 .6 3.2 2 3.8 C .6 4.4 1.6 8.1 0 8.1
        ~ 4.4 M 0 4.3 C .7 2.9 1.5 2.9 2.2 3.6 C 2.9 4.3 3.7 4.3 4.4 3
        µ 4 M 0 2.2 L 0 9 O 2 5 2 2 180 0 M 4 2.2 L 4 7
        μ 4 M 0 2.2 L 0 9 O 2 5 2 2 180 0 M 4 2.2 L 4 7
        ° 2.4 O 1.2 1.2 1.2 1.2 0 360
        ± 4 M 0 3.4 L 4 3.4 M 2 1.4 L 2 5.4 M 0 7 L 4 7
        · 0 M 0 4 L 0 4.1
        × 3.6 M 0 2.4 L 3.6 6 M 3.6 2.4 L 0 6
        – 4 M 0 4.2 L 4 4.2
        """;
}
